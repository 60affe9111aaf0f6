using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Idempotency;

/// <summary>Settings of idempotency keys, section <c>Idempotency</c>.</summary>
internal sealed class IdempotencyOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Idempotency";

    /// <summary>
    /// How many answers are remembered in memory, 0 to 10,000,000. What was done is on disk whatever this says; the
    /// memory serves refusals and saves the grains' work.
    /// </summary>
    public int MaxRememberedAnswers { get; set; } = 50_000;

    /// <summary>How long an answer is remembered, in hours, 1 to 168.</summary>
    public int RememberHours { get; set; } = 24;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
        CheckedOptions.Ranges(
            ("Idempotency:MaxRememberedAnswers", MaxRememberedAnswers, 0, 10_000_000),
            ("Idempotency:RememberHours", RememberHours, 1, 168)
        );
}
