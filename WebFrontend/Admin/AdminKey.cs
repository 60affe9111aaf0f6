using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Common;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Admin;

/// <summary>Settings of operators, section <c>Admin</c>.</summary>
internal sealed class AdminOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Admin";

    /// <summary>What operators send in the header <c>Admin-Key</c>. None: no operator calls; Development makes one.</summary>
    public string? Key { get; set; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems()
    {
        if (Key is { Length: > 0 } key && (key.Length > 1024 || key.Any(c => c is <= ' ' or > '~')))
        {
            yield return "Admin:Key must have at most 1,024 visible ASCII characters.";
        }
    }
}

/// <summary>The key that operators must show.</summary>
internal sealed class AdminKey
{
    /// <summary>The header.</summary>
    public const string Header = "Admin-Key";

    private readonly byte[]? _hash;

    /// <summary>Takes the configured key; in Development, one is made where there is none.</summary>
    public AdminKey(IOptions<AdminOptions> options, IHostEnvironment environment)
    {
        var configured = options.Value.Key;
        if (!string.IsNullOrEmpty(configured))
        {
            _hash = Hash(configured);
        }
        else if (environment.IsDevelopment())
        {
            Made = Ids.Random(24);
            _hash = Hash(Made);
        }
    }

    /// <summary>The key that was made at start, to be printed; null where one is configured, or none is needed.</summary>
    public string? Made { get; }

    /// <summary>Whether the request shows the key in its header.</summary>
    public bool IsShownBy(HttpRequest request) => request.Headers[Header] is [{ } shown] && Is(shown);

    /// <summary>Whether that is the key. Takes as long for any wrong one.</summary>
    public bool Is(string shown) =>
        _hash is not null
        && shown.Length is > 0 and <= 1024
        && CryptographicOperations.FixedTimeEquals(Hash(shown), _hash);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>Lets operators through, and nobody else.</summary>
internal sealed class AdminFilter(AdminKey key) : IEndpointFilter
{
    /// <inheritdoc/>
    public ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    ) =>
        key.IsShownBy(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(new ApiProblem(Problems.AdminKeyInvalid));
}

/// <summary>Says that a route needs the operators' key; for the API description.</summary>
internal sealed record AdminMetadata;
