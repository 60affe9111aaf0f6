using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

/// <summary>A line without a host, with its clock in seconds and a copy that is fed as a front end's is.</summary>
internal sealed class LineHarness(QueueSettings settings)
{
    public WaitingLine Line { get; } = new();

    public QueueSettings Settings { get; set; } = settings;

    public int Now { get; private set; }

    public LineCopy? Copy { get; private set; }

    public Moment Moment => Moment.Of(Now * 1000L, 0);

    public void Advance(int seconds) => Now += seconds;

    public long Join()
    {
        Line.NextVersion();
        var number = Line.Join(Moment);
        LineRules.AdmitAtFront(Line, Settings, number, Moment);
        return number;
    }

    public void Do(Action<WaitingLine> change)
    {
        Line.NextVersion();
        change(Line);
    }

    public int AdmitBatch()
    {
        Line.NextVersion();
        return LineRules.AdmitBatch(Line, Settings, Moment);
    }

    public void Sweep()
    {
        Line.NextVersion();
        LineRules.EndActive(Line, Settings, Moment);
        LineRules.DropIdle(Line, Settings, Moment, maxBlocks: 1000);
    }

    public LineCopy TakeCopy(bool full = false)
    {
        var since = full || Copy is null ? 0 : Copy.Changes.Version;
        var isFull = since == 0;
        return Copy = LineCopy.Take(Copy, Changes(Line, Settings, since, isFull), DateTimeOffset.UnixEpoch);
    }

    public static QueueChanges Changes(WaitingLine line, QueueSettings settings, long since, bool isFull) =>
        new(
            1,
            line.Version,
            isFull,
            settings,
            line.FirstBlock,
            line.NextNumber,
            line.Waiting,
            line.Active.Count,
            Outflow.Unknown,
            [
                .. (isFull ? line.Blocks : line.ChangedSince(since)).Select(block => new BlockCopy(
                    block.Index,
                    [.. block.Given],
                    [
                        .. line
                            .Active.Where(place => LineBlock.IndexOf(place.Key) == block.Index)
                            .Select(place => new PlaceExtension(
                                place.Key,
                                DateTimeOffset.FromUnixTimeMilliseconds(place.Value.Until)
                            )),
                    ]
                )),
            ]
        );
}
