using Microsoft.Extensions.Options;
using Ticketing.Storage;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Decides which keys sign queue tokens.</summary>
internal static class TokenKeys
{
    /// <summary>
    /// The configured ones; otherwise those of a file beside the SQLite file, made at the first start. On PostgreSQL they
    /// must be configured, because several processes may share the tokens; a single process in Development may go without.
    /// </summary>
    /// <exception cref="StartRefusedException">There are none, and none may be made.</exception>
    public static TokenKeyRing Make(IServiceProvider services)
    {
        var configured = services.GetRequiredService<IOptions<TokenOptions>>().Value.SigningKeys;
        if (configured.Count > 0)
        {
            return new(configured);
        }
        var storage = services.GetRequiredService<IOptions<GroupCommitStorageOptions>>().Value;
        if (
            storage.ForCluster
            || (storage.UsesPostgreSql && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        )
        {
            throw new StartRefusedException(
                "Tokens:SigningKeys is empty; on PostgreSQL it must hold a key, the same in all processes, for example "
                    + "Tokens__SigningKeys__0__Id=2026a and Tokens__SigningKeys__0__Key=(32 random characters or more)."
            );
        }
        return new(TokenKeyFile.ReadOrMake(Path.GetDirectoryName(Path.GetFullPath(storage.Path))!));
    }
}
