using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.Audit;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.TestSupport;
using Ticketing.Users;
using Ticketing.Wallets;

namespace Ticketing.Tests.Support;

/// <summary>A concert with one date on sale, and short words for what people do there.</summary>
internal sealed class SaleHost : IAsyncDisposable
{
    public const long Price = 100;
    public const string Queue = "default";
    public const long Place = 7;

    public static readonly ScheduleKey Key = new("concert", "date");
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    private TestHost _host;
    private long _lastPlace = Place;

    private SaleHost(TestHost host, RecordingLine line) => (_host, Line) = (host, line);

    public RecordingLine Line { get; }

    public TestStorage Storage => _host.Storage;

    public ManualTimeProvider Clock => _host.Clock;

    public IGrainFactory Grains => _host.Grains;

    public IServiceProvider Services => _host.Services;

    public IEnumerable<IServiceProvider> AllServices => _host.AllServices;

    public IScheduleGrain Schedule => Grains.GetGrain<IScheduleGrain>(Key.ToString());

    public static Task<SaleHost> StartAsync(int seats = 50, params (string, string)[] settings) =>
        StartAsync(silos: 1, seats, settings);

    /// <summary>For a fact about what is on several silos.</summary>
    public static Task<SaleHost> StartOnThreeSilosAsync(params (string, string)[] settings) =>
        StartAsync(silos: 3, seats: 50, settings);

    private static async Task<SaleHost> StartAsync(short silos, int seats, (string, string)[] settings)
    {
        var line = new RecordingLine();
        var host = await TestHost.StartAsync(
            services => services.AddSingleton<IQueueCompletions>(line),
            silos: silos,
            settings: settings
        );
        var sale = new SaleHost(host, line);
        var catalog = sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await catalog.AddConcertAsync(new AddConcert(Key.ConcertId, "Title", "Venue", Queue));
        var definition = new ScheduleDefinition(sale.Clock.GetUtcNow().AddDays(1), Price, seats);
        (await catalog.AddScheduleAsync(new AddSchedule(Key, definition))).ShouldBe(CatalogStatus.Added);
        return sale;
    }

    /// <summary>As after a kill: nothing is left but what was stored.</summary>
    public async Task RestartAsync() => _host = await _host.RestartAsync();

    /// <summary>The next call makes a new activation, which reads what is stored.</summary>
    public Task DeactivateAsync(Orleans.Runtime.IAddressable grain) => _host.DeactivateAsync(grain);

    public ISeatGrain Seat(int number) => Grains.GetGrain<ISeatGrain>(new SeatKey(Key, number).ToString());

    public IReservationBookGrain Book(string userId) => Grains.GetGrain<IReservationBookGrain>(userId);

    public IWalletGrain Wallet(string userId) => Grains.GetGrain<IWalletGrain>(userId);

    public Task<bool> RegisterAsync(string userId) => Grains.GetGrain<IUserGrain>(userId).CreateAsync(userId);

    public Task<ChargeOutcome> ChargeAsync(string userId, long amount) =>
        Wallet(userId).ChargeAsync(new ChargeWallet(amount));

    public Task<ReserveOutcome> ReserveAsync(
        string userId,
        int seat,
        Operation? operation = null,
        long place = Place
    ) => Book(userId).ReserveAsync(new ReserveSeat(new SeatKey(Key, seat), Queue, place, operation));

    /// <summary>Reserves a seat that must be free.</summary>
    public async Task<Reservation> HoldAsync(string userId, int seat, long place = Place)
    {
        var outcome = await ReserveAsync(userId, seat, place: place);
        outcome.Status.ShouldBe(ReserveStatus.Reserved);
        return outcome.Reservation!;
    }

    public Task<PayOutcome> PayAsync(
        string userId,
        Reservation reservation,
        Operation? operation = null,
        long place = Place
    ) => Book(userId).PayAsync(new PayReservation(reservation.ReservationId, place, operation));

    /// <summary>A place that nobody has used.</summary>
    public long NextPlace() => Interlocked.Increment(ref _lastPlace);

    /// <summary>Charges, reserves and pays, with a place of its own.</summary>
    public async Task<Reservation> BuyAsync(string userId, int seat)
    {
        var place = NextPlace();
        await ChargeAsync(userId, Price);
        var paid = await PayAsync(userId, await HoldAsync(userId, seat, place), place: place);
        paid.Status.ShouldBe(PayStatus.Paid);
        return paid.Reservation!;
    }

    public async Task<SeatStatus> ShownAsync(int seat) =>
        (SeatStatus)(await Schedule.GetSeatMapAsync(0))!.Statuses[seat - 1];

    public async Task<ReservationStatus> StatusAsync(Reservation reservation) =>
        (await Book(reservation.UserId).FindAsync(reservation.ReservationId))!.Status;

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

    public Task<AuditReport> AuditAsync(string? concertId = null) =>
        AuditRules.RunAsync(RecordsAsync(), Clock.GetUtcNow(), new AuditOptions(), concertId);

    /// <summary>Fails with what the audit finds.</summary>
    public async Task AuditIsCleanAsync() => (await AuditAsync()).Violations.ShouldBeEmpty();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async IAsyncEnumerable<AuditRecord> RecordsAsync()
    {
        await Task.CompletedTask;
        foreach (var state in AuditRules.StateNames)
        {
            foreach (var key in Storage.KeysOf(state))
            {
                yield return new AuditRecord(state, key, Encoding.UTF8.GetBytes(Storage.JsonOf(state, key)!));
            }
        }
    }
}
