using Microsoft.Extensions.Options;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>Says in one sentence for each wrong setting what is allowed, so that a start stops with all of them.</summary>
internal sealed class GroupCommitStorageOptionsValidator : IValidateOptions<GroupCommitStorageOptions>
{
    private const int Mebibyte = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, GroupCommitStorageOptions options)
    {
        var problems = new List<string>();
        Range(nameof(options.MaxBatch), options.MaxBatch, 1, 5_000);
        Range(nameof(options.MaxBatchBytes), options.MaxBatchBytes, 64 * 1024, 256 * Mebibyte);
        Range(nameof(options.MaxWaiting), options.MaxWaiting, Math.Max(1, options.MaxBatch), 1_000_000);
        Range(nameof(options.MaxWaitingBytes), options.MaxWaitingBytes, options.MaxBatchBytes, long.MaxValue);
        Range(nameof(options.MaxPayloadBytes), options.MaxPayloadBytes, 1024, 64 * Mebibyte);
        Range(nameof(options.CommandTimeoutSeconds), options.CommandTimeoutSeconds, 1, 120);
        Range(nameof(options.RetryAfterSeconds), options.RetryAfterSeconds, 1, 60);
        Range(nameof(options.Committers), options.Committers, 1, 8);
        Range(nameof(options.KnownRows), options.KnownRows, 0, 1_000_000_000);
        Range(nameof(options.ExclusiveWaitSeconds), options.ExclusiveWaitSeconds, 0, 60);
        Range(nameof(options.RetentionPeriodMinutes), options.RetentionPeriodMinutes, 1, 1_440);
        CheckDatabase(options, problems);
        foreach (var (state, age) in options.Retention)
        {
            if (age < TimeSpan.FromMinutes(1))
            {
                problems.Add($"Storage:Retention:{state} is {age}; it must be at least one minute.");
            }
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Range(string setting, long value, long low, long high)
        {
            if (value < low || value > high)
            {
                problems.Add($"Storage:{setting} is {value}; it must be from {low} to {high}.");
            }
        }
    }

    private static void CheckDatabase(GroupCommitStorageOptions options, List<string> problems)
    {
        if (!options.UsesPostgreSql)
        {
            if (options.ForCluster)
            {
                problems.Add(
                    "ConnectionStrings:Tickets is not set; the processes of a cluster share a PostgreSQL database."
                );
                return;
            }

            if (
                string.IsNullOrWhiteSpace(options.Path)
                || options.Path.Contains(":memory:", StringComparison.Ordinal)
            )
            {
                problems.Add("Storage:Path must name a file, for example data/tickets.db.");
            }

            return;
        }

        try
        {
            if (string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(options.ConnectionString).Host))
            {
                problems.Add("ConnectionStrings:Tickets names no Host.");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The text itself is not repeated: it may hold a password.
            problems.Add(
                $"ConnectionStrings:Tickets is not a PostgreSQL connection string: {exception.Message}"
            );
        }
    }
}
