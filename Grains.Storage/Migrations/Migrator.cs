using System.Data.Common;
using System.Globalization;
using System.Reflection;
using Dapper;

namespace Ticketing.Storage;

/// <summary>
/// Brings the tables up to date: runs, each in a transaction, the numbered scripts that the database has not seen yet.
/// Forward only; a database that is newer than this program is refused.
/// </summary>
/// <param name="folder">Whose scripts: the folder's name under <c>Migrations</c>.</param>
/// <param name="lockStatement">
/// Makes a second process that migrates wait until this transaction ends; null where beginning one does that already.
/// </param>
/// <param name="description">Names the database in the refusal.</param>
/// <param name="time">Says when a script was run.</param>
/// <param name="table">Where the scripts that have run are written down; each list of scripts has its own.</param>
internal sealed class Migrator(
    string folder,
    string? lockStatement,
    string description,
    TimeProvider time,
    string table = "schema_migrations"
)
{
    private readonly string _createTable = $"""
        CREATE TABLE IF NOT EXISTS {table} (
            number integer NOT NULL PRIMARY KEY,
            name text NOT NULL,
            applied_at bigint NOT NULL
        )
        """;

    /// <summary>Runs what is missing and returns how many scripts that were.</summary>
    /// <exception cref="StorageStartException">The database has scripts that this program does not know.</exception>
    public async Task<int> RunAsync(DbConnection connection)
    {
        var scripts = Scripts(folder);
        var applied = 0;
        while (await RunNextAsync(connection, scripts).ConfigureAwait(false))
        {
            applied++;
        }

        return applied;
    }

    private async Task<bool> RunNextAsync(DbConnection connection, IReadOnlyList<Script> scripts)
    {
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        if (lockStatement is not null)
        {
            await connection.ExecuteAsync(lockStatement, transaction: transaction).ConfigureAwait(false);
        }

        await connection.ExecuteAsync(_createTable, transaction: transaction).ConfigureAwait(false);
        var current = await connection
            .ExecuteScalarAsync<long?>($"SELECT MAX(number) FROM {table}", transaction: transaction)
            .ConfigureAwait(false);
        if (current > scripts[^1].Number)
        {
            throw new StorageStartException(
                $"The {description} has schema version {current}, and this program knows versions up to "
                    + $"{scripts[^1].Number}. Start the program that wrote it, or a newer one."
            );
        }

        var next = scripts.FirstOrDefault(script => script.Number > (current ?? 0));
        if (next is not null)
        {
            await connection.ExecuteAsync(next.Sql, transaction: transaction).ConfigureAwait(false);
            await connection
                .ExecuteAsync(
                    $"INSERT INTO {table} (number, name, applied_at) VALUES (@Number, @Name, @At)",
                    new
                    {
                        next.Number,
                        next.Name,
                        At = time.GetUtcNow().ToUnixTimeMilliseconds(),
                    },
                    transaction
                )
                .ConfigureAwait(false);
        }

        await transaction.CommitAsync().ConfigureAwait(false);
        return next is not null;
    }

    // A script is an embedded resource "Migrations.<folder>/0001_what_it_does.sql".
    private static IReadOnlyList<Script> Scripts(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"Migrations.{folder}/";
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(resource => resource.StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(resource => Load(assembly, resource, resource[prefix.Length..^".sql".Length])),
        ];
    }

    private static Script Load(Assembly assembly, string resource, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return new Script(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }

    private sealed record Script(int Number, string Name, string Sql);
}
