using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Ticketing.Audit;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.TestSupport;
using Ticketing.Users;
using Ticketing.Wallets;

namespace Ticketing.Tests.Support;

/// <summary>
/// A concert with one date on sale, and short words for what people do there. People have first names: on a shared host
/// the "ann" of one sale is another user than the "ann" of the next.
/// </summary>
internal sealed class SaleHost : IAsyncDisposable
{
    public const long Price = 100;
    public const long Place = 7;

    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    private readonly string _suffix;
    private readonly bool _isShared;
    private TestHost _host;
    private long _lastPlace = Place;

    private SaleHost(TestHost host, RecordingLines lines, string? suffix)
    {
        (_host, _isShared, _suffix) = (host, suffix is not null, suffix ?? "");
        Key = new("concert" + _suffix, "date");
        Queue = suffix is null ? "default" : "queue" + suffix;
        Line = lines.Of(Queue);
    }

    public ScheduleKey Key { get; }

    public string Queue { get; }

    public RecordingLine Line { get; }

    public TestStorage Storage => _host.Storage;

    public ManualTimeProvider Clock => _host.Clock;

    public IGrainFactory Grains => _host.Grains;

    public IServiceProvider Services => _host.Services;

    public IEnumerable<IServiceProvider> AllServices => _host.AllServices;

    public IScheduleGrain Schedule => Grains.GetGrain<IScheduleGrain>(Key.ToString());

    /// <summary>On a host of its own.</summary>
    public static Task<SaleHost> StartAsync(int seats = 50, params (string, string)[] settings) =>
        StartAsync(silos: 1, seats, settings);

    /// <summary>On three silos of its own, for a fact about what is on several.</summary>
    public static Task<SaleHost> StartOnThreeSilosAsync(params (string, string)[] settings) =>
        StartAsync(silos: 3, seats: 50, settings);

    /// <summary>On a host that has other sales too.</summary>
    public static Task<SaleHost> OpenAsync(SharedHost shared, int seats = 50) =>
        OpenAsync(new SaleHost(shared.Host, shared.Lines, shared.NextSuffix()), seats);

    private static async Task<SaleHost> StartAsync(short silos, int seats, (string, string)[] settings)
    {
        var lines = new RecordingLines();
        var host = await TestHost.StartAsync(
            services => services.AddSingleton<IQueueCompletions>(lines),
            silos: silos,
            settings: settings
        );
        return await OpenAsync(new SaleHost(host, lines, suffix: null), seats);
    }

    private static async Task<SaleHost> OpenAsync(SaleHost sale, int seats)
    {
        var catalog = sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await catalog.AddConcertAsync(new AddConcert(sale.Key.ConcertId, "Title", "Venue", sale.Queue));
        var definition = new ScheduleDefinition(sale.Clock.GetUtcNow().AddDays(1), Price, seats);
        (await catalog.AddScheduleAsync(new AddSchedule(sale.Key, definition))).ShouldBe(CatalogStatus.Added);
        return sale;
    }

    /// <summary>As after a kill: nothing is left but what was stored.</summary>
    public async Task RestartAsync()
    {
        _isShared.ShouldBeFalse("A test that restarts starts a host of its own.");
        _host = await _host.RestartAsync();
    }

    /// <summary>The next call makes a new activation, which reads what is stored.</summary>
    public Task DeactivateAsync(IAddressable grain) => _host.DeactivateAsync(grain);

    /// <inheritdoc cref="TestHost.MoveAsync"/>
    public Task MoveAsync(IAddressable grain, int silo) => _host.MoveAsync(grain, silo);

    /// <inheritdoc cref="TestHost.SiloOf"/>
    public int SiloOf(IAddressable grain) => _host.SiloOf(grain);

    /// <inheritdoc cref="TestHost.StopSiloAsync"/>
    public Task StopSiloAsync(int silo) => _host.StopSiloAsync(silo);

    /// <inheritdoc cref="TestHost.KillSiloAsync"/>
    public Task KillSiloAsync(int silo) => _host.KillSiloAsync(silo);

    /// <summary>The id of a user of this sale.</summary>
    public string User(string name) => name + _suffix;

    public ISeatGrain Seat(int number) => Grains.GetGrain<ISeatGrain>(new SeatKey(Key, number).ToString());

    public IReservationBookGrain Book(string name) => Grains.GetGrain<IReservationBookGrain>(User(name));

    public IWalletGrain Wallet(string name) => Grains.GetGrain<IWalletGrain>(User(name));

    public Task<bool> RegisterAsync(string name) => Grains.GetGrain<IUserGrain>(User(name)).CreateAsync(name);

    public Task<ChargeOutcome> ChargeAsync(string name, long amount) =>
        Wallet(name).ChargeAsync(new ChargeWallet(amount));

    public Task<ReserveOutcome> ReserveAsync(
        string name,
        int seat,
        Operation? operation = null,
        long place = Place
    ) => Book(name).ReserveAsync(new ReserveSeat(new SeatKey(Key, seat), Queue, place, operation));

    /// <summary>Reserves a seat that must be free.</summary>
    public async Task<Reservation> HoldAsync(string name, int seat, long place = Place)
    {
        var outcome = await ReserveAsync(name, seat, place: place);
        outcome.Status.ShouldBe(ReserveStatus.Reserved);
        return outcome.Reservation!;
    }

    public Task<PayOutcome> PayAsync(
        string name,
        Reservation reservation,
        Operation? operation = null,
        long place = Place
    ) => Book(name).PayAsync(new PayReservation(reservation.ReservationId, place, operation));

    /// <summary>A place that nobody has used.</summary>
    public long NextPlace() => Interlocked.Increment(ref _lastPlace);

    /// <summary>Charges, reserves and pays, with a place of its own.</summary>
    public async Task<Reservation> BuyAsync(string name, int seat)
    {
        var place = NextPlace();
        await ChargeAsync(name, Price);
        var paid = await PayAsync(name, await HoldAsync(name, seat, place), place: place);
        paid.Status.ShouldBe(PayStatus.Paid);
        return paid.Reservation!;
    }

    public async Task<SeatStatus> ShownAsync(int seat) =>
        (SeatStatus)(await Schedule.GetSeatMapAsync(0))!.Statuses[seat - 1];

    public async Task<ReservationStatus> StatusAsync(Reservation reservation) =>
        (
            await Grains
                .GetGrain<IReservationBookGrain>(reservation.UserId)
                .FindAsync(reservation.ReservationId)
        )!.Status;

    /// <summary>
    /// Lets time pass a second at a time until it is so: timers, reminders and the messages they send do the
    /// rest. Fails where it is not so within the given time of the clock, two minutes without one.
    /// </summary>
    public async Task PassUntilAsync(Func<Task<bool>> condition, TimeSpan? within = null)
    {
        var end = Clock.GetUtcNow() + (within ?? TimeSpan.FromMinutes(2));
        while (!await condition())
        {
            Clock.GetUtcNow().ShouldBeLessThan(end, "It did not come to pass in time.");
            Clock.Advance(TimeSpan.FromSeconds(1));

            // What the clock began runs on other threads; they need a moment of real time.
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }
    }

    /// <inheritdoc cref="PassUntilAsync(Func{Task{bool}}, TimeSpan?)"/>
    public Task PassUntilAsync(Func<bool> condition, TimeSpan? within = null) =>
        PassUntilAsync(() => Task.FromResult(condition()), within);

    /// <summary>
    /// Waits, while the clock stands still, for what was begun and nobody waits for: one-way messages and
    /// timers that are due. Fails where it does not come to pass.
    /// </summary>
    public static Task SoonAsync(Func<bool> condition) => SoonAsync(() => Task.FromResult(condition()));

    /// <inheritdoc cref="SoonAsync(Func{bool})"/>
    public static async Task SoonAsync(Func<Task<bool>> condition)
    {
        for (var i = 0; !await condition(); i++)
        {
            i.ShouldBeLessThan(10_000, "It did not come to pass.");
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    /// <summary>What is stored of a seat, whatever its activation thinks.</summary>
    public SeatState StoredSeat(int seat) =>
        Storage.StateOf<SeatState>("seat", new SeatKey(Key, seat).ToString()) ?? new SeatState();

    /// <summary>The stored status of a user's newest reservation, whatever its activation has in memory.</summary>
    public ReservationStatus StoredStatus(string name)
    {
        var row = Storage.StateOf<ReservationsState>("reservations", User(name))!;
        return row.Open.Concat(row.Recent).First().Status;
    }

    /// <summary>Audits the records of this sale.</summary>
    public Task<AuditReport> AuditAsync(string? concertId = null) =>
        Storage.AuditAsync(Clock.GetUtcNow(), concertId, keysWith: _suffix);

    /// <summary>Fails with what the audit finds.</summary>
    public async Task AuditIsCleanAsync() => (await AuditAsync()).Violations.ShouldBeEmpty();

    public async ValueTask DisposeAsync()
    {
        if (!_isShared)
        {
            await _host.DisposeAsync();
            return;
        }

        Storage.ResetHooks();
        _host.Cycles.ShouldBeNone();
    }
}
