namespace Ticketing.Users;

/// <summary>A user's account. Nothing of it changes once it is stored.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.User")]
internal sealed record UserState
{
    /// <summary>What the user is called.</summary>
    [Id(0)]
    public string Name { get; init; } = "";

    /// <summary>When the account was made.</summary>
    [Id(1)]
    public DateTimeOffset CreatedAt { get; init; }
}
