using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>
/// Reads what must be known before the host is built, and stops the start with one sentence for each wrong value.
/// </summary>
internal static class ClusterSettingsReader
{
    public static ClusterSettings Read(IConfiguration configuration)
    {
        var problems = new List<ValidationResult>();
        var settings = new ClusterSettings();
        try
        {
            configuration.GetSection(ClusterSettings.Section).Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            throw new StorageStartException(exception.Message, exception);
        }

        Validator.TryValidateObject(settings, new ValidationContext(settings), problems, true);
        // An object's own rules are only asked once each of its values is right.
        return problems.Count == 0
            ? settings
            : throw new StorageStartException(
                string.Join(' ', problems.Select(problem => Sentence(settings, problem)))
            );
    }

    public static StorageProvider ReadProvider(IConfiguration configuration)
    {
        var text = configuration["Storage:Provider"];
        if (string.IsNullOrWhiteSpace(text))
        {
            return StorageProvider.AdoNet;
        }

        return Enum.TryParse<StorageProvider>(text, true, out var provider) && Enum.IsDefined(provider)
            ? provider
            : throw new StorageStartException(
                $"Storage:Provider is {text}; it must be AdoNet or GroupCommit."
            );
    }

    /// <summary>The database, with a pool of its own for each use so that none waits behind another.</summary>
    public static string ReadConnection(IConfiguration configuration, string use, int maxConnections)
    {
        var text = configuration.GetConnectionString("Tickets");
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new StorageStartException(
                "ConnectionStrings:Tickets is not set; the processes of a cluster share a PostgreSQL database."
            );
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(text)
            {
                ApplicationName = $"ticketing-{use}",
                MaxPoolSize = maxConnections,
                Timeout = 5,
                CommandTimeout = 10,
            }.ConnectionString;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The text itself is not repeated: it may hold a password.
            throw new StorageStartException(
                "ConnectionStrings:Tickets is no PostgreSQL connection string.",
                exception
            );
        }
    }

    private static string Sentence(ClusterSettings settings, ValidationResult problem)
    {
        var name = problem.MemberNames.First();
        var message = problem.ErrorMessage!;
        if (message.StartsWith(ClusterSettings.Section, StringComparison.Ordinal))
        {
            return message;
        }

        var value = Convert.ToString(
            typeof(ClusterSettings).GetProperty(name)!.GetValue(settings),
            CultureInfo.InvariantCulture
        );
        return $"{ClusterSettings.Section}:{name} is {(string.IsNullOrEmpty(value) ? "empty" : value)}: {message}";
    }
}
