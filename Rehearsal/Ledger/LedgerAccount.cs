namespace Ticketing.Rehearsal.Ledger;

/// <summary>What a ledger says about one user.</summary>
internal sealed class LedgerAccount(string userId)
{
    private readonly Dictionary<string, LedgerLine> holds = [];
    private readonly HashSet<string> releasing = [];
    private readonly List<LedgerLine> charges = [];
    private readonly List<LedgerLine> payments = [];

    /// <summary>The user.</summary>
    public string UserId => userId;

    /// <summary>Whether the user was acknowledged.</summary>
    public bool Created { get; private set; }

    /// <summary>The last token that was issued; null: none.</summary>
    public string? Token { get; private set; }

    /// <summary>The queue of that token.</summary>
    public string? QueueId { get; private set; }

    /// <summary>The lowest rank that was told, 0 for somebody let in; null: none.</summary>
    public long? Rank { get; private set; }

    /// <summary>Whether the user may have left the line.</summary>
    public bool Left { get; private set; }

    /// <summary>Acknowledged charges, oldest first.</summary>
    public IReadOnlyList<LedgerLine> Charges => charges;

    /// <summary>Acknowledged payments, oldest first.</summary>
    public IReadOnlyList<LedgerLine> Payments => payments;

    /// <summary>Acknowledged holds.</summary>
    public IReadOnlyCollection<LedgerLine> Holds => holds.Values;

    /// <summary>Whether a hold may have been given back.</summary>
    public bool MayBeReleased(string reservationId) => releasing.Contains(reservationId);

    /// <summary>Whether the payment of a reservation was acknowledged.</summary>
    public bool IsPaid(string reservationId) => payments.Exists(p => p.ReservationId == reservationId);

    /// <summary>Takes the next line about this user.</summary>
    public void Add(LedgerLine line)
    {
        switch (line.Kind)
        {
            case LedgerKind.User:
                Created = true;
                break;
            case LedgerKind.Joined:
                (Token, QueueId, Rank, Left) = (line.Token, line.QueueId, null, false);
                break;
            case LedgerKind.Rank:
                Rank = Math.Min(Rank ?? long.MaxValue, line.Rank ?? long.MaxValue);
                break;
            case LedgerKind.Charge:
                charges.Add(line);
                break;
            case LedgerKind.Hold:
                holds[line.ReservationId ?? ""] = line;
                break;
            case LedgerKind.Releasing:
                releasing.Add(line.ReservationId ?? "");
                break;
            case LedgerKind.Payment:
                payments.Add(line);
                break;
            case LedgerKind.Leaving:
                Left = true;
                break;
        }
    }
}
