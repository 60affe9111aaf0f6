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
        foreach (var setting in configuration.GetSection(section).GetChildren())
        {
            Check<T>(section, setting);
        }

        var settings = new T();
        configuration.GetSection(section).Bind(settings);
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
                "ConnectionStrings:Tickets is not set. The processes of a cluster share a PostgreSQL database: set it to that "
                    + "database's connection string. Only Cluster:Role=Single works without one."
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
                $"ConnectionStrings:Tickets is not a PostgreSQL connection string: {exception.Message}",
                exception
            );
        }
    }

    private static void Check<T>(string section, IConfigurationSection setting)
    {
        var type = typeof(T).GetProperty(setting.Key, Names)?.PropertyType;
        if (type is null)
        {
            var known = typeof(T).GetProperties(Names).Select(property => property.Name);
            throw new StorageStartException(
                $"{setting.Path} is no setting; {section} has {string.Join(", ", known)}."
            );
        }

        var value = setting.Value ?? "";
        var isRight =
            type.IsEnum ? Enum.TryParse(type, value, true, out var member) && Enum.IsDefined(type, member)
            : type == typeof(bool) ? bool.TryParse(value, out _)
            : type != typeof(int) || int.TryParse(value, CultureInfo.InvariantCulture, out _);
        if (!isRight)
        {
            throw new StorageStartException(
                $"{setting.Path} is {(value.Length == 0 ? "empty" : value)}; it must be "
                    + (
                        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}."
                        : type == typeof(bool) ? "true or false."
                        : "a whole number."
                    )
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
