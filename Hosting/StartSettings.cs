using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>
/// Reads the settings that must be known before the host is built. A wrong value stops the start with one sentence that
/// names the setting.
/// </summary>
internal static class StartSettings
{
    private const BindingFlags Names = BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase;

    public static T Read<T>(IConfiguration configuration, string section)
        where T : class, new()
    {
        var settings = new T();
        try
        {
            configuration.GetSection(section).Bind(settings);
        }
        catch (InvalidOperationException exception)
        {
            throw new StorageStartException(exception.Message, exception);
        }

        var unknown = configuration
            .GetSection(section)
            .GetChildren()
            .FirstOrDefault(child => typeof(T).GetProperty(child.Key, Names) is null);
        if (unknown is not null)
        {
            throw new StorageStartException(
                $"{unknown.Path} is no setting; {section} has {string.Join(", ", typeof(T).GetProperties(Names).Select(known => known.Name))}."
            );
        }

        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(settings, new ValidationContext(settings), problems, true);
        // An object's own rules are only asked once each of its values is right.
        return problems.Count == 0
            ? settings
            : throw new StorageStartException(
                string.Join(' ', problems.Select(problem => Sentence(settings, section, problem)))
            );
    }

    public static StorageProvider ReadProvider(IConfiguration configuration, ClusterRole role)
    {
        var text = configuration["Storage:Provider"];
        if (string.IsNullOrWhiteSpace(text))
        {
            return StorageProvider.GroupCommit;
        }

        if (!Enum.TryParse<StorageProvider>(text, true, out var provider) || !Enum.IsDefined(provider))
        {
            throw new StorageStartException($"Storage:Provider is {text}; it must be GroupCommit or AdoNet.");
        }

        return role != ClusterRole.Single || provider == StorageProvider.GroupCommit
            ? provider
            : throw new StorageStartException(
                $"Storage:Provider is {provider}; a single process (Cluster:Role Single) stores with GroupCommit."
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

    private static string Sentence(object settings, string section, ValidationResult problem)
    {
        var name = problem.MemberNames.First();
        var message = problem.ErrorMessage!;
        if (message.StartsWith(section, StringComparison.Ordinal))
        {
            return message;
        }

        var value = Convert.ToString(
            settings.GetType().GetProperty(name)!.GetValue(settings),
            CultureInfo.InvariantCulture
        );
        return $"{section}:{name} is {(string.IsNullOrEmpty(value) ? "empty" : value)}: {message}";
    }
}
