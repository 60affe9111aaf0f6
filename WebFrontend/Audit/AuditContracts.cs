using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Audit;

/// <summary>Asks for an audit.</summary>
/// <param name="ConcertId">Of one concert only; of everything where it is left out.</param>
internal sealed record AuditRequest(string? ConcertId) : IRequestBody<AuditRequest>
{
    /// <inheritdoc/>
    public static AuditRequest Read(JsonMembers members) => new(members.OptionalId("concertId"));
}

/// <summary>What an audit found.</summary>
/// <param name="Ok">Whether nothing is wrong.</param>
/// <param name="Checked">How much was looked at.</param>
/// <param name="Violations">What is wrong, in sentences.</param>
internal sealed record AuditBody(bool Ok, CheckedBody Checked, IReadOnlyList<string> Violations);

/// <summary>How much an audit looked at.</summary>
internal sealed record CheckedBody(
    long Wallets,
    long Schedules,
    long Seats,
    long Reservations,
    long Payments
);
