using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Overload;

/// <summary>Settings of what happens when more arrive than can be served, section <c>Overload</c>.</summary>
internal sealed class OverloadOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Overload";

    /// <summary>
    /// Up to how many requests of people who are buying may run at once before nobody else is let into a line, 1 to
    /// 1,000,000. By the time so many wait for their commits, more of them only make each wait longer.
    /// </summary>
    public int MaxStarted { get; set; } = 2000;

    /// <summary>What those who are refused are told to wait, in seconds, 1 to 600.</summary>
    public int RetryAfterSeconds { get; set; } = 2;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
        CheckedOptions.Ranges(
            ("Overload:MaxStarted", MaxStarted, 1, 1_000_000),
            ("Overload:RetryAfterSeconds", RetryAfterSeconds, 1, 600)
        );
}
