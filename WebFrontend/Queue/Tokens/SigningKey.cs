using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>A key for queue tokens, as settings and files hold it.</summary>
internal sealed class SigningKey
{
    /// <summary>Its name, 1 to 64 characters; tokens refer to it, so it stays the same for as long as the key does.</summary>
    public string Id { get; set; } = "";

    /// <summary>The secret, 32 to 1,024 characters.</summary>
    public string Key { get; set; } = "";
}

/// <summary>Settings of the queue tokens, section <c>Tokens</c>.</summary>
internal sealed class TokenOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Tokens";

    /// <summary>The keys: the first one signs, all of them verify. None: made and kept beside the store.</summary>
    public List<SigningKey> SigningKeys { get; } = [];

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        for (var i = 0; i < SigningKeys.Count; i++)
        {
            var (id, key) = (SigningKeys[i].Id, SigningKeys[i].Key);
            if (string.IsNullOrWhiteSpace(id) || id.Length > 64)
            {
                yield return $"Tokens:SigningKeys:{i}:Id must have 1 to 64 characters.";
            }
            if (key is null || key.Length is < 32 or > 1024)
            {
                yield return $"Tokens:SigningKeys:{i}:Key must have 32 to 1,024 characters.";
            }
        }
        if (SigningKeys.DistinctBy(key => key.Id).Count() != SigningKeys.Count)
        {
            yield return "Tokens:SigningKeys has two keys of one Id; each must have its own.";
        }
    }
}
