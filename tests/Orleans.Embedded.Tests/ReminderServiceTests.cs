using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Reminders;

namespace Orleans.Embedded.Tests;

public sealed class ReminderServiceTests
{
    private static readonly DateTime s_start = new(2026, 12, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly GrainId s_grain = GrainId.Create("ticked", "key");

    [Theory]
    [InlineData(-60, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 120)]
    [InlineData(119, 120)]
    [InlineData(120, 120)]
    [InlineData(121, 240)]
    public void The_next_tick_keeps_to_the_start_and_the_period(int nowSeconds, int nextSeconds) =>
        ReminderSchedule
            .Next(Entry(s_start), s_start.AddSeconds(nowSeconds))
            .ShouldBe(s_start.AddSeconds(nextSeconds));

    [Theory]
    [InlineData(0, 0, 120)]
    [InlineData(0, 130, 240)]
    [InlineData(120, 120, 240)]
    public void The_tick_after_a_tick_is_another(int previous, int now, int next) =>
        ReminderSchedule
            .Following(Entry(s_start), s_start.AddSeconds(previous), s_start.AddSeconds(now))
            .ShouldBe(s_start.AddSeconds(next));

    [Fact]
    public void A_table_that_lost_the_kind_of_a_time_meant_utc() =>
        ReminderSchedule
            .Next(Entry(DateTime.SpecifyKind(s_start, DateTimeKind.Unspecified)), s_start.AddMinutes(-1))
            .Kind.ShouldBe(DateTimeKind.Utc);

    [Fact]
    public async Task A_reminder_that_is_due_in_months_ticks_then()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(s_start));
        var table = new InMemoryReminderTable();
        await table.UpsertRow(Entry(s_start.AddDays(100)));
        await using var host = await StartAsync(table, clock);

        clock.Advance(TimeSpan.FromDays(100) - TimeSpan.FromSeconds(1));
        Ticks(host).ShouldBeEmpty();
        clock.Advance(TimeSpan.FromSeconds(1));

        await Ticks(host).NextAsync();
    }

    [Fact]
    public async Task What_was_changed_in_the_table_by_hand_is_learnt_at_the_next_refresh()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(s_start));
        var table = new InMemoryReminderTable();
        var etag = await table.UpsertRow(Entry(s_start.AddHours(1)));
        await using var host = await StartAsync(table, clock);
        await table.RemoveRow(s_grain, "wake", etag!);
        var added = Entry(s_start.AddMinutes(30));
        added.ReminderName = "added";
        await table.UpsertRow(added);

        clock.Advance(TimeSpan.FromMinutes(30));
        (await Ticks(host).NextAsync()).ShouldBe("added");
        await table.TestOnlyClearTable();
        clock.Advance(TimeSpan.FromMinutes(30));

        Ticks(host).ShouldNotContain("wake");
    }

    [Fact]
    public async Task A_reminder_of_a_grain_that_no_longer_exists_harms_nobody()
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(s_start));
        var table = new InMemoryReminderTable();
        var orphan = Entry(s_start.AddMinutes(1));
        orphan.GrainId = GrainId.Create("nobody", "key");
        await table.UpsertRow(orphan);
        await table.UpsertRow(Entry(s_start.AddMinutes(1)));
        await using var host = await StartAsync(table, clock);

        clock.Advance(TimeSpan.FromMinutes(1));

        (await Ticks(host).NextAsync()).ShouldBe("wake");
    }

    [Fact]
    public async Task A_reminder_that_was_registered_anew_is_not_removed_by_an_old_hand()
    {
        var table = new InMemoryReminderTable();
        await using var host = await StartAsync(table, new ManualTimeProvider());
        var grain = host.Grains.GetGrain<ITickedGrain>("key");

        await Should.ThrowAsync<ReminderException>(() => grain.RemoveStale());
        (await table.ReadRow(s_grain, "wake")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Without_a_table_the_first_reminder_says_what_is_missing()
    {
        await using var host = await EmbeddedHost.StartAsync(silo =>
        {
            silo.AddReminders();
            silo.Services.AddSingleton<TickLog>();
        });

        await Should.ThrowAsync<OrleansConfigurationException>(() =>
            host.Grains.GetGrain<ITickedGrain>("key").RemoveStale()
        );
    }

    private static TickLog Ticks(EmbeddedHost host) => host.Host.Services.GetRequiredService<TickLog>();

    private static Task<EmbeddedHost> StartAsync(IReminderTable table, ManualTimeProvider clock) =>
        EmbeddedHost.StartAsync(
            silo =>
            {
                silo.AddReminders();
                silo.Services.AddSingleton(table);
                silo.Services.AddSingleton<TickLog>();
            },
            clock
        );

    private static ReminderEntry Entry(DateTime start) =>
        new()
        {
            GrainId = s_grain,
            ReminderName = "wake",
            StartAt = start,
            Period = TimeSpan.FromMinutes(2),
        };

    internal sealed class TickLog : ConcurrentQueue<string>
    {
        private readonly SemaphoreSlim _added = new(0);

        public void Note(string name)
        {
            Enqueue(name);
            _added.Release();
        }

        public async Task<string> NextAsync()
        {
            (await _added.WaitAsync(EmbeddedHost.Patience)).ShouldBeTrue();
            return this.Last();
        }
    }

    internal interface ITickedGrain : IGrainWithStringKey
    {
        Task RemoveStale();
    }

    internal sealed class TickedGrain(TickLog log) : Grain, ITickedGrain, IRemindable
    {
        public Task ReceiveReminder(string reminderName, TickStatus status)
        {
            log.Note(reminderName);
            return Task.CompletedTask;
        }

        public async Task RemoveStale()
        {
            var old = await this.RegisterOrUpdateReminder("wake", TimeSpan.Zero, TimeSpan.FromMinutes(1));
            await this.RegisterOrUpdateReminder("wake", TimeSpan.FromHours(1), TimeSpan.FromMinutes(1));
            await this.UnregisterReminder(old);
        }
    }
}
