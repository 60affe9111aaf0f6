using BenchmarkDotNet.Attributes;
using Ticketing.Seats;

namespace Ticketing.Bench.Micro;

/// <summary>The rules of a seat, without a grain.</summary>
[MemoryDiagnoser]
public class SeatBenchmarks
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly HoldSeat Mine = new("rsv-1-abcdefghij", "minji");
    private static readonly HoldSeat Theirs = new("rsv-2-abcdefghij", "junho");
    private readonly SeatState free = new();
    private readonly SeatState held = SeatRules
        .Hold(new SeatState(), Mine, Now, TimeSpan.FromMinutes(5))
        .State;

    /// <summary>Holds a seat that is free.</summary>
    [Benchmark]
    public object Hold() => SeatRules.Hold(free, Mine, Now, TimeSpan.FromMinutes(5)).State;

    /// <summary>Refuses a seat that somebody holds.</summary>
    [Benchmark]
    public object Refuse() => SeatRules.Hold(held, Theirs, Now, TimeSpan.FromMinutes(5)).Outcome;

    /// <summary>Begins the sale of a held seat.</summary>
    [Benchmark]
    public object BeginSale() => SeatRules.BeginSale(held, Mine.ReservationId, Now).State;
}
