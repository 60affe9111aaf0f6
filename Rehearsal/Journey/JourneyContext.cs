using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Ledger;

namespace Ticketing.Rehearsal.Journey;

/// <summary>What the buyers of a rehearsal share.</summary>
internal sealed record JourneyContext(
    JourneySettings Settings,
    TicketingApi Api,
    RunRecord Record,
    SeatRegister Seats,
    LedgerWriter? Ledger,
    TimeProvider Time,
    CancellationToken Stop
)
{
    /// <summary>Repeats calls that were refused for now.</summary>
    public Persistence Persistence { get; } = new(Record, Time, Settings.Patience, Stop);

    /// <summary>Notes an acknowledged answer, where a ledger is kept.</summary>
    public void Note(LedgerKind kind, string userId, Func<LedgerLine, LedgerLine> rest)
    {
        if (Ledger is not null)
        {
            Ledger.Append(
                rest(
                    new()
                    {
                        Kind = kind,
                        UserId = userId,
                        At = Time.GetUtcNow(),
                    }
                )
            );
        }
    }
}
