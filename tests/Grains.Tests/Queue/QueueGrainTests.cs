using System.Collections.Immutable;
using Ticketing.Queue;
using Ticketing.Queue.Line;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Queue;

public sealed class QueueGrainTests
{
    private static readonly QueueSettings Closed = new(Capacity: 0);

    [Fact]
    public async Task A_user_in_the_line_gets_the_same_place_back()
    {
        await using var host = await StartAsync(Closed);
        var first = await JoinAsync(host, "ann", "bob");
        var again = await JoinAsync(host, "bob");

        again[0].ShouldBe(first[1] with { Status = JoinStatus.AlreadyInLine });
    }

    [Fact]
    public async Task The_same_user_twice_in_one_batch_gets_one_place()
    {
        await using var host = await StartAsync(Closed);

        var joins = await JoinAsync(host, "ann", "ann");

        joins[1].Number.ShouldBe(joins[0].Number);
        (await Line(host).GetOverviewAsync()).Waiting.ShouldBe(1);
    }

    [Fact]
    public async Task Two_users_of_one_key_have_a_place_each()
    {
        var (one, other) = TwoOfOneKey();
        await using var host = await StartAsync(Closed);

        var joins = await JoinAsync(host, one, other, other, one);

        joins.Select(join => join.Number).ShouldBe([1L, 2, 2, 1]);
    }

    [Fact]
    public async Task Who_asks_for_a_place_again_is_heard_and_who_is_silent_is_dropped()
    {
        await using var host = await StartAsync(Closed with { WaitingIdleSeconds = 30 });
        await JoinAsync(host, "ann", "bob");
        await PassAsync(host, seconds: 20);
        await JoinAsync(host, "ann");
        await PassAsync(host, seconds: 15);

        (await PhasesAsync(host)).ShouldBe([PlacePhase.Waiting, PlacePhase.Idle]);
    }

    [Fact]
    public async Task Who_gets_a_number_that_a_kill_took_back_waits_whatever_had_become_of_it()
    {
        var killed = await StartAsync(new QueueSettings(Capacity: 1));
        await JoinAsync(killed, "ann");
        // Of the two records of one turn only the one was stored, so nobody was told of the place.
        killed.Storage.Remove("queue-places", "default/0");
        var host = await killed.RestartAsync();
        await Line(host).ConfigureAsync(Closed);

        (await JoinAsync(host, "bob"))[0].Number.ShouldBe(1);
        await using var restarted = await host.RestartAsync();

        (await PhasesAsync(restarted)).ShouldBe([PlacePhase.Waiting]);
    }

    [Fact]
    public async Task After_a_restart_everybody_has_the_same_place_and_rank()
    {
        var host = await StartAsync(Closed);
        var users = Enumerable.Range(0, 1000).Select(i => $"user{i}").ToArray();
        var joins = await JoinAsync(host, users);
        await Line(host).ApplyAsync(QueueBatch.Empty with { Leaving = [5, 700, 129] });
        var before = await PhasesAsync(host);

        await using var restarted = await host.RestartAsync();

        (await PhasesAsync(restarted)).ShouldBe(before);
        var again = await JoinAsync(restarted, users.Skip(900).ToArray());
        again.Select(join => join.Number).ShouldBe(joins.Skip(900).Select(join => join.Number));
        (await JoinAsync(restarted, "late"))[0].Number.ShouldBe(1001);
    }

    [Fact]
    public async Task Active_places_and_their_ends_survive_a_restart()
    {
        var host = await StartAsync(new QueueSettings(Capacity: 2));
        await JoinAsync(host, "ann", "bob", "cyd");
        var before = await ActiveAsync(host);

        await using var restarted = await host.RestartAsync();

        before.Length.ShouldBe(2);
        (await ActiveAsync(restarted)).ShouldBe(before);
    }

    [Fact]
    public async Task An_end_that_a_hold_moved_survives_a_restart()
    {
        var host = await StartAsync(new QueueSettings(Capacity: 1, ActiveSeconds: 60));
        await JoinAsync(host, "ann");
        var until = host.Clock.GetUtcNow().AddSeconds(90);
        await Line(host).ApplyAsync(QueueBatch.Empty with { Extended = [new(1, until)] });

        await using var restarted = await host.RestartAsync();

        (await ActiveAsync(restarted))
            .ShouldHaveSingleItem()
            .Until.ShouldBe(until, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Who_knows_the_line_of_an_earlier_activation_is_sent_all_of_it()
    {
        var host = await StartAsync(Closed);
        await JoinAsync(host, "ann", "bob");
        var known = (await Line(host).ApplyAsync(QueueBatch.Empty)).Changes;

        await using var restarted = await host.RestartAsync();
        var asked = QueueBatch.Empty with { KnownEpoch = known.Epoch, KnownVersion = known.Version };
        var changes = (await Line(restarted).ApplyAsync(asked)).Changes;

        changes.IsFull.ShouldBeTrue();
        changes.Blocks.ShouldHaveSingleItem().Phases.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("queue", false)]
    [InlineData("queue", true)]
    [InlineData("queue-places", false)]
    [InlineData("queue-places", true)]
    [InlineData("queue-progress", false)]
    [InlineData("queue-progress", true)]
    public async Task A_write_that_fails_is_not_answered_and_the_line_goes_on_from_what_is_stored(
        string record,
        bool done
    )
    {
        await using var host = await StartAsync(new QueueSettings(Capacity: 2));
        var acknowledged = await JoinAsync(host, "ann", "bob", "cyd");
        var failures = 1;
        void Fail(string name, string key)
        {
            if (name == record && Interlocked.Decrement(ref failures) >= 0)
            {
                throw new IOException("The disk is gone.");
            }
        }
        if (done)
        {
            host.Storage.AfterWrite = Fail;
        }
        else
        {
            host.Storage.BeforeWrite = Fail;
        }

        var crowd = Enumerable.Range(0, 2000).Select(i => $"user{i}").ToArray();
        await Should.ThrowAsync<Exception>(async () =>
        {
            await Line(host).ApplyAsync(QueueBatch.Empty with { Joins = [.. crowd], Leaving = [1] });
        });

        var again = await JoinAsync(host, ["ann", "bob", "cyd", .. crowd]);

        again
            .Skip(1)
            .Take(2)
            .Select(join => join.Number)
            .ShouldBe(acknowledged.Skip(1).Select(j => j.Number));
        again.Skip(3).Select(join => join.Number).Distinct().Count().ShouldBe(crowd.Length);
        (await Line(host).GetOverviewAsync()).Active.ShouldBeLessThanOrEqualTo(2);
        var places = await PhasesAsync(host);
        places.Count(phase => phase == PlacePhase.Waiting).ShouldBe(2003 - 2);
    }

    [Fact]
    public async Task A_line_that_stood_still_costs_nobody_their_place()
    {
        await using var host = await StartAsync(new QueueSettings(Capacity: 1, ActiveSeconds: 86_400));
        await JoinAsync(host, "ann", "bob", "cyd");
        var before = await PhasesAsync(host);
        using var writing = new ManualResetEventSlim();
        using var goesOn = new ManualResetEventSlim();
        host.Storage.BeforeWrite = (_, _) =>
        {
            writing.Set();
            goesOn.Wait();
        };

        // A turn that does not end holds up the line as a process does that is not run. Its caller may hear of no answer.
        var held = JoinAsync(host, "dan");
        await Task.Run(writing.Wait);
        host.Clock.Advance(TimeSpan.FromHours(1));
        goesOn.Set();
        await Task.WhenAny(held);

        (await PhasesAsync(host)).ShouldBe([.. before, PlacePhase.Waiting]);
    }

    [Fact]
    public async Task Each_period_admits_the_oldest_up_to_the_batch_as_far_as_there_is_room()
    {
        await using var host = await StartAsync(Closed);
        await JoinAsync(host, [.. Enumerable.Range(0, 20).Select(i => $"user{i}")]);
        await Line(host).ConfigureAsync(new QueueSettings(Capacity: 8, AdmissionBatch: 5));

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await ActiveAsync(host)).Select(place => place.Number).ShouldBe([1L, 2, 3, 4, 5]);
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        (await ActiveAsync(host)).Length.ShouldBe(8);
    }

    [Fact]
    public async Task A_clock_that_is_set_back_holds_up_neither_admission_nor_the_end_of_who_is_silent()
    {
        await using var host = await StartAsync(Closed);
        await JoinAsync(host, "ann", "bob");
        await Line(host).ConfigureAsync(new QueueSettings(Capacity: 1, ActiveSeconds: 86_400));

        host.Clock.SetBack(TimeSpan.FromHours(1));
        await PassAsync(host, seconds: 11);
        (await PhasesAsync(host)).ShouldBe([PlacePhase.Active, PlacePhase.Waiting]);

        await PassAsync(host, seconds: 71);
        (await PhasesAsync(host)).ShouldBe([PlacePhase.NoShow, PlacePhase.Active]);
    }

    [Fact]
    public async Task A_full_line_refuses_more_and_still_knows_who_is_in_it()
    {
        await using var host = await StartAsync(Closed, ("Queue:Default:MaxWaiting", "2"));

        var joins = await JoinAsync(host, "ann", "bob", "cyd", "ann");

        joins
            .Select(join => join.Status)
            .ShouldBe([JoinStatus.Joined, JoinStatus.Joined, JoinStatus.QueueFull, JoinStatus.AlreadyInLine]);
    }

    [Fact]
    public async Task Blocks_that_are_over_leave_the_memory_and_are_still_known()
    {
        await using var host = await StartAsync(Closed, ("Queue:Default:RetainedBlocks", "0"));
        await JoinAsync(host, [.. Enumerable.Range(0, 3000).Select(i => $"user{i}")]);
        await Line(host)
            .ApplyAsync(
                QueueBatch.Empty with
                {
                    Leaving = [.. Enumerable.Range(1, 2500).Select(i => (long)i)],
                }
            );

        var changes = (await Line(host).ApplyAsync(QueueBatch.Empty)).Changes;
        changes.FirstBlock.ShouldBe(2500 / 128);
        (await Line(host).FindAsync(1)).ShouldBe(PlacePhase.LeftWaiting);
        (await Line(host).GetOverviewAsync()).AbandonedTotal.ShouldBe(2500);

        await using var restarted = await host.RestartAsync();
        (await Line(restarted).GetOverviewAsync()).AbandonedTotal.ShouldBe(2500);
        (await Line(restarted).GetOverviewAsync()).Waiting.ShouldBe(500);
    }

    [Fact]
    public async Task One_join_writes_as_much_behind_a_long_line_as_behind_a_short_one()
    {
        await using var host = await StartAsync(Closed);
        await JoinAsync(host, [.. Enumerable.Range(0, 4000).Select(i => $"user{i}")]);
        var before = host.Storage.Writes;

        await JoinAsync(host, "late");

        (host.Storage.Writes - before).ShouldBe(1);
        host.Storage.KeysOf("queue-places")
            .Max(key => host.Storage.JsonOf("queue-places", key)!.Length)
            .ShouldBeLessThan(128 * 40);
    }

    private static (string One, string Other) TwoOfOneKey()
    {
        var users = new Dictionary<uint, string>();
        for (var i = 0; ; i++)
        {
            var user = $"user{i}";
            if (!users.TryAdd(PlaceIndex.KeyOf(user), user))
            {
                return (users[PlaceIndex.KeyOf(user)], user);
            }
        }
    }

    private static async Task<TestHost> StartAsync(QueueSettings settings, params (string, string)[] more)
    {
        var host = await TestHost.StartAsync(_ => { }, settings: more);
        await Line(host).ConfigureAsync(settings);
        return host;
    }

    private static IQueueGrain Line(TestHost host) => host.Grains.GetGrain<IQueueGrain>("default");

    private static async Task<ImmutableArray<JoinResult>> JoinAsync(TestHost host, params string[] users) =>
        (await Line(host).ApplyAsync(QueueBatch.Empty with { Joins = [.. users] })).Joins;

    private static async Task<PlacePhase[]> PhasesAsync(TestHost host)
    {
        var changes = (await Line(host).ApplyAsync(QueueBatch.Empty)).Changes;
        return
        [
            .. changes
                .Blocks.OrderBy(block => block.Index)
                .SelectMany(block => block.Phases)
                .Select(p => (PlacePhase)p),
        ];
    }

    // A turn each second, as a line has that runs.
    private static async Task PassAsync(TestHost host, int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Line(host).ApplyAsync(QueueBatch.Empty);
        }
    }

    private static async Task<PlaceExtension[]> ActiveAsync(TestHost host)
    {
        var changes = (await Line(host).ApplyAsync(QueueBatch.Empty)).Changes;
        return [.. changes.Blocks.SelectMany(block => block.Active).OrderBy(place => place.Number)];
    }
}
