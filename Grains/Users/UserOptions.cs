using System.ComponentModel.DataAnnotations;

namespace Ticketing.Users;

/// <summary>How users are looked up; from <c>Users</c>.</summary>
public sealed class UserOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Users";

    /// <summary>
    /// How many users a process remembers, so that the next question about one costs no read. 20,000 are
    /// about 4 MB.
    /// </summary>
    [Range(2, 10_000_000)]
    public int RememberedUsers { get; set; } = 20_000;

    /// <summary>
    /// Of how many users a process remembers that they exist, so that joining a line costs no read. A million
    /// are about 40 MB.
    /// </summary>
    [Range(2, 10_000_000)]
    public int RememberedIds { get; set; } = 1_000_000;
}
