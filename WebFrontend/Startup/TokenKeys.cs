using Microsoft.Extensions.Options;
using Ticketing.Storage;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Decides which keys sign queue tokens.</summary>
internal static class TokenKeys
{
    /// <summary>
    /// The configured ones; otherwise those of a file beside the SQLite file, made at the first start. With PostgreSQL
    /// several processes share the tokens, so there they must be configured, except in Development.
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
        if (storage.UsesPostgreSql && !services.GetRequiredService<IHostEnvironment>().IsDevelopment())
        {
            throw new StartRefusedException(
                "Tokens:SigningKeys is empty; with PostgreSQL it must hold a key, for example "
                    + "Tokens__SigningKeys__0__Id=2026a and Tokens__SigningKeys__0__Key=(32 random characters or more)."
            );
        }
        return new(TokenKeyFile.ReadOrMake(Path.GetDirectoryName(Path.GetFullPath(storage.Path))!));
    }
}
