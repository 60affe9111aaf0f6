using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Events;

/// <summary>Settings of the event streams, section <c>Events</c>.</summary>
internal sealed class EventOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Events";

    /// <summary>How many token streams one process serves at once, 0 to 1,000,000.</summary>
    public int MaxTokenStreams { get; set; } = 100_000;

    /// <summary>How many seat streams one process serves at once, 0 to 1,000,000.</summary>
    public int MaxSeatStreams { get; set; } = 20_000;

    /// <summary>How many updates wait for one slow reader before it gets a new snapshot instead, 1 to 10,000.</summary>
    public int MaxWaitingUpdates { get; set; } = 64;

    /// <summary>How often a watched seat map is looked at, in milliseconds, 50 to 10,000.</summary>
    public int SeatPeriodMilliseconds { get; set; } = 200;

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems() =>
        CheckedOptions.Ranges(
            ("Events:MaxTokenStreams", MaxTokenStreams, 0, 1_000_000),
            ("Events:MaxSeatStreams", MaxSeatStreams, 0, 1_000_000),
            ("Events:MaxWaitingUpdates", MaxWaitingUpdates, 1, 10_000),
            ("Events:SeatPeriodMilliseconds", SeatPeriodMilliseconds, 50, 10_000)
        );
}

/// <summary>Counts the streams that are open.</summary>
internal sealed class StreamLimits(IOptions<EventOptions> options)
{
    /// <summary>What callers are told to wait where there are too many.</summary>
    public const int RetryAfterSeconds = 5;

    private readonly Counter _tokens = new(options.Value.MaxTokenStreams);
    private readonly Counter _seats = new(options.Value.MaxSeatStreams);

    /// <summary>Room for one more token stream until it is disposed, or null where there is none.</summary>
    public IDisposable? TryTakeTokenStream() => _tokens.TryTake();

    /// <summary>Room for one more seat stream until it is disposed, or null where there is none.</summary>
    public IDisposable? TryTakeSeatStream() => _seats.TryTake();

    private sealed class Counter(int max)
    {
        private int _open;

        public Room? TryTake()
        {
            if (Interlocked.Increment(ref _open) <= max)
            {
                return new Room(this);
            }
            Interlocked.Decrement(ref _open);
            return null;
        }

        public sealed class Room(Counter counter) : IDisposable
        {
            private int _disposed;

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _disposed, 1) == 0)
                {
                    Interlocked.Decrement(ref counter._open);
                }
            }
        }
    }
}
