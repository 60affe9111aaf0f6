using System.Runtime.InteropServices;
using Ticketing.Seats;

namespace Ticketing.Concerts;

/// <summary>
/// The seats of one date in memory: status of each, counts, and what is due next. It takes over what the
/// seats say, in whatever order it arrives, and lets holds end by the clock. No I/O and no clock of its own;
/// not thread-safe.
/// </summary>
/// <param name="seats">How many seats there are.</param>
/// <param name="firstVersion">
/// The version to begin with. It must be higher than any that an earlier map of the same date reached, so
/// that nobody takes a new map for the one they know.
/// </param>
/// <param name="patience">After how long a sale that goes on is due to be looked after.</param>
internal sealed class LiveSeats(int seats, long firstVersion, TimeSpan patience)
{
    private readonly Seat[] _seats = NewSeats(seats);
    private readonly PriorityQueue<(int Number, long Version), DateTimeOffset> _due = new();
    private readonly Queue<int> _toSettle = new();
    private SeatMap? _snapshot;

    /// <summary>Grows with each change that can be seen.</summary>
    public long Version { get; private set; } = firstVersion;

    /// <summary>How many seats may be held now.</summary>
    public int Available { get; private set; } = seats;

    /// <summary>How many are held or being sold.</summary>
    public int Held { get; private set; }

    /// <summary>How many are sold.</summary>
    public int Sold { get; private set; }

    /// <summary>How many seats wait to be asked to settle.</summary>
    public int ToSettle => _toSettle.Count;

    /// <summary>How many holds have ended here that the seat itself has not yet said to be over.</summary>
    public int Unsettled { get; private set; }

    /// <summary>Takes a seat's standing over, unless a later one is known.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Apply(SeatChange change)
    {
        if (change.SeatNumber < 1 || change.SeatNumber > _seats.Length)
        {
            return false;
        }

        ref var seat = ref _seats[change.SeatNumber - 1];
        if (change.Version <= seat.Version)
        {
            return false;
        }

        SetUnsettled(ref seat, false);
        seat.Version = change.Version;
        seat.IsSelling = change.SellingSince is not null;
        Show(ref seat, change.Status);
        if (DueOf(change) is { } due)
        {
            _due.Enqueue((change.SeatNumber, change.Version), due);
        }

        return true;
    }

    /// <summary>Lets the holds end whose end has come; they show as available from now on.</summary>
    public void Advance(DateTimeOffset now)
    {
        while (_due.TryPeek(out var next, out var due) && due <= now)
        {
            _due.Dequeue();
            ref var seat = ref _seats[next.Number - 1];
            if (seat.Version != next.Version)
            {
                continue;
            }

            _toSettle.Enqueue(next.Number);
            if (seat.IsSelling)
            {
                // Asked again each time, until it is sold or held again.
                _due.Enqueue(next, now + patience);
            }
            else
            {
                Show(ref seat, SeatStatus.Available);
                SetUnsettled(ref seat, true);
            }
        }
    }

    /// <summary>Puts the seats that were asked to settle and have not answered into the line again.</summary>
    public void AskAgain()
    {
        if (_toSettle.Count > 0)
        {
            // The round before is not even sent; those that matter are in it.
            return;
        }

        for (var i = 0; i < _seats.Length && Unsettled > 0; i++)
        {
            if (_seats[i].IsUnsettled)
            {
                _toSettle.Enqueue(i + 1);
            }
        }
    }

    /// <summary>Takes up to so many seats out of those that are to be settled.</summary>
    public IReadOnlyList<int> TakeToSettle(int limit)
    {
        var taken = new List<int>(Math.Min(limit, _toSettle.Count));
        while (taken.Count < limit && _toSettle.TryDequeue(out var number))
        {
            taken.Add(number);
        }

        return taken;
    }

    /// <summary>
    /// When something is due next: a hold's end or a look after a sale; null where nothing is.
    /// </summary>
    public DateTimeOffset? NextDue()
    {
        while (_due.TryPeek(out var next, out var due))
        {
            if (_seats[next.Number - 1].Version == next.Version)
            {
                return due;
            }

            // The seat has changed since; its new standing has an entry of its own.
            _due.Dequeue();
        }

        return null;
    }

    /// <summary>All seats at the present version. The same object until something changes.</summary>
    public SeatMap Snapshot()
    {
        if (_snapshot?.Version == Version)
        {
            return _snapshot;
        }

        var statuses = new byte[_seats.Length];
        for (var i = 0; i < statuses.Length; i++)
        {
            statuses[i] = (byte)_seats[i].Status;
        }

        return _snapshot = new SeatMap(Version, ImmutableCollectionsMarshal.AsImmutableArray(statuses));
    }

    private void Show(ref Seat seat, SeatStatus status)
    {
        if (seat.Status == status)
        {
            return;
        }

        Count(seat.Status, -1);
        Count(status, 1);
        seat.Status = status;
        Version++;
    }

    private void SetUnsettled(ref Seat seat, bool value)
    {
        if (seat.IsUnsettled != value)
        {
            seat.IsUnsettled = value;
            Unsettled += value ? 1 : -1;
        }
    }

    private void Count(SeatStatus status, int by)
    {
        switch (status)
        {
            case SeatStatus.Held:
                Held += by;
                break;
            case SeatStatus.Sold:
                Sold += by;
                break;
            default:
                Available += by;
                break;
        }
    }

    private DateTimeOffset? DueOf(SeatChange change) =>
        change.SellingSince is { } since ? since + patience : change.HeldUntil;

    private static Seat[] NewSeats(int count)
    {
        var made = new Seat[count];
        Array.Fill(made, new Seat { Status = SeatStatus.Available });
        return made;
    }

    private struct Seat
    {
        public long Version;
        public SeatStatus Status;
        public bool IsSelling;
        public bool IsUnsettled;
    }
}
