using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Ticketing.Queue;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class QueueClockTests : IAsyncLifetime
{
    private readonly TestServer _server = new TestServer()
        .WithManualClock()
        .With("Queue:Default:Capacity", "1")
        .With("Queue:Default:AdmissionPeriodSeconds", "10")
        .With("Queue:Default:NoShowSeconds", "60")
        .With("Queue:Default:ActiveSeconds", "120")
        .With("Queue:Default:WaitingIdleSeconds", "300");

    [Fact]
    public async Task The_service_time_ends_and_the_next_one_is_admitted_on_the_poll()
    {
        var first = await _server.NewBuyerAsync();
        var second = await _server.NewBuyerAsync();
        (await second.PollAsync()).Number("rank").ShouldBe(1);
        for (var i = 0; i < 4; i++)
        {
            _server.Clock!.Advance(TimeSpan.FromSeconds(29));
            (await first.GetAsync("/api/concerts")).ShouldBe(HttpStatusCode.OK);
            await _server.SyncAsync();
        }
        _server.Clock!.Advance(TimeSpan.FromSeconds(5));
        var over = await first.GetAsync("/api/concerts");
        over.ShouldRefuse(403, "token-expired").String("reason").ShouldBe("service-time");
        await _server.AskAsync(second.PollAsync, status => status.String("status") == "active");
    }

    [Fact]
    public async Task Somebody_whom_another_process_admitted_is_not_refused_on_old_news()
    {
        await _server.NewBuyerAsync();
        var second = await _server.NewBuyerAsync();
        var line = _server.Services.GetRequiredService<IGrainFactory>().GetGrain<IQueueGrain>("default");
        await line.ConfigureAsync(new QueueSettings(Capacity: 2));
        await line.ApplyAsync(QueueBatch.Empty with { Knocking = [2] });

        // The clock stands still, so this process's copy has not been renewed meanwhile.
        (await second.GetAsync("/api/concerts")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_was_admitted_and_is_not_heard_of_gives_the_place_back()
    {
        var first = await _server.NewBuyerAsync();
        var second = await _server.NewBuyerAsync();
        await _server.PassAsync(TimeSpan.FromSeconds(62));
        await _server.AskAsync(second.PollAsync, status => status.String("status") == "active");
        var status = await first.PollAsync();
        status.String("status").ShouldBe("expired");
        status.String("reason").ShouldBe("no-show");
    }

    [Fact]
    public async Task Who_waits_and_is_not_heard_of_for_five_minutes_is_dropped_and_told_so()
    {
        await _server.NewBuyerAsync();
        var silent = await _server.NewBuyerAsync();
        var talking = await _server.NewBuyerAsync();
        await _server.AdminAsync(HttpMethod.Put, "/queues/default", new { paused = true });
        for (var i = 0; i < 4; i++)
        {
            await _server.PassAsync(TimeSpan.FromSeconds(80));
            await talking.PollAsync();
            await _server.SyncAsync();
        }
        var dropped = await _server.AskAsync(
            silent.PollAsync,
            status => status.String("status") == "expired"
        );
        dropped.String("reason").ShouldBe("idle");
        var status = await talking.PollAsync();
        status.String("status").ShouldBe("waiting");
        status.Number("rank").ShouldBe(1);
    }

    [Fact]
    public async Task A_period_admits_a_batch_in_the_order_of_the_line()
    {
        await _server.AdminAsync(
            HttpMethod.Put,
            "/queues/batch",
            new
            {
                capacity = 100,
                admissionBatch = 2,
                admissionPeriodSeconds = 10,
                paused = true,
            }
        );
        var buyers = new List<Buyer>();
        for (var i = 0; i < 4; i++)
        {
            buyers.Add(await _server.NewBuyerAsync("batch"));
        }
        await _server.AdminAsync(HttpMethod.Put, "/queues/batch", new { paused = false });
        _server.Clock!.Advance(TimeSpan.FromSeconds(11));
        await _server.AskAsync(buyers[1].PollAsync, status => status.String("status") == "active");
        (await buyers[0].PollAsync()).String("status").ShouldBe("active");
        (await buyers[3].PollAsync()).String("status").ShouldBe("waiting");
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();
}
