using Microsoft.Extensions.Options;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Settings that can say what is wrong with them.</summary>
internal interface ICheckedOptions
{
    /// <summary>A sentence for each wrong setting that names it.</summary>
    IEnumerable<string> Problems();
}

/// <summary>Stops the start where settings are wrong.</summary>
internal static class CheckedOptions
{
    /// <summary>Reads the section into the options and checks them at start.</summary>
    public static void AddChecked<TOptions>(this IServiceCollection services, string section)
        where TOptions : class, ICheckedOptions
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>, Validator<TOptions>>();
    }

    /// <summary>A sentence for each value that is out of its range.</summary>
    public static IEnumerable<string> Ranges(
        params (string Setting, long Value, long Low, long High)[] ranges
    ) =>
        from range in ranges
        where range.Value < range.Low || range.Value > range.High
        select $"{range.Setting} is {range.Value}; it must be from {range.Low} to {range.High}.";

    private sealed class Validator<TOptions> : IValidateOptions<TOptions>
        where TOptions : class, ICheckedOptions
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            options.Problems().ToList() is { Count: > 0 } problems
                ? ValidateOptionsResult.Fail(problems)
                : ValidateOptionsResult.Success;
    }
}
