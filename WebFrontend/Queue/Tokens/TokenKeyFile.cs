using System.Security.Cryptography;
using System.Text.Json;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>
/// The key that is made where none is configured: kept in a file that only its owner can read, so that tokens outlast
/// a restart.
/// </summary>
internal static class TokenKeyFile
{
    /// <summary>The name of the file, beside the store.</summary>
    public const string Name = "tokens.keys.json";

    /// <summary>The keys of the file; where there is none, one is made first.</summary>
    /// <exception cref="StartRefusedException">The file cannot be read or holds no usable key.</exception>
    public static IReadOnlyList<SigningKey> ReadOrMake(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, Name));
        try
        {
            if (!File.Exists(path))
            {
                Make(path);
            }
            var keys = JsonSerializer.Deserialize(
                File.ReadAllBytes(path),
                TokenKeyJson.Default.ListSigningKey
            );
            var options = new TokenOptions();
            options.SigningKeys.AddRange(keys ?? []);
            if (options.SigningKeys.Count > 0 && !options.Problems().Any())
            {
                return options.SigningKeys;
            }
        }
        catch (Exception failure)
            when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartRefusedException($"The token keys at {path} cannot be used: {failure.Message}");
        }
        throw new StartRefusedException(
            $"The token keys at {path} cannot be used; restore the file, or delete it to end all tokens."
        );
    }

    private static void Make(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var key = new SigningKey
        {
            Id = "made-1",
            Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        // Written whole under another name first: a start that is killed here leaves no half of a key behind.
        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8)}";
        using (var stream = new FileStream(draft, options))
        {
            JsonSerializer.Serialize(stream, [key], TokenKeyJson.Default.ListSigningKey);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, path, overwrite: false);
    }
}
