using System.Collections.Immutable;
using BenchmarkDotNet.Attributes;
using Ticketing.Queue;
using Ticketing.Queue.Board;

namespace Ticketing.Bench.Micro;

/// <summary>What a poll asks of the copy of the line, and what a change of it costs.</summary>
[MemoryDiagnoser]
public class LineBenchmarks
{
    private const int BlockSize = 128;
    private const int Lookups = 4096;
    private long[] numbers = [];
    private LineCopy? copy;
    private QueueChanges? change;

    /// <summary>How many people wait.</summary>
    [Params(1_000, 1_000_000)]
    public int Waiting { get; set; }

    /// <summary>Fills a line and draws numbers of it.</summary>
    [GlobalSetup]
    public void Fill()
    {
        var blocks = Enumerable
            .Range(0, (Waiting + BlockSize - 1) / BlockSize)
            .Select(Block)
            .ToImmutableArray();
        var all = new QueueChanges(
            1,
            1,
            true,
            new QueueSettings(),
            0,
            Waiting + 1,
            Waiting,
            0,
            new Outflow(1, 1, 60),
            blocks
        );
        copy = LineCopy.Take(null, all, DateTimeOffset.UnixEpoch);
        change = all with { Version = 2, IsFull = false, Blocks = [blocks[^1]] };
        var random = new Random(1);
        numbers = [.. Enumerable.Range(0, Lookups).Select(_ => random.NextInt64(1, Waiting + 1))];
    }

    /// <summary>The exact number of people in front of somebody.</summary>
    [Benchmark(OperationsPerInvoke = Lookups)]
    public long Ahead()
    {
        long sum = 0;
        foreach (var number in numbers)
        {
            copy!.Find(number, out var ahead, out _);
            sum += ahead;
        }
        return sum;
    }

    /// <summary>A new copy after one block changed.</summary>
    [Benchmark]
    public object Change() => LineCopy.Take(copy, change!, DateTimeOffset.UnixEpoch);

    private BlockCopy Block(int index)
    {
        var people = Math.Min(BlockSize, Waiting - (index * BlockSize));
        return new BlockCopy(
            index,
            [.. Enumerable.Repeat((byte)PlacePhase.Waiting, people)],
            ImmutableArray<PlaceExtension>.Empty
        );
    }
}
