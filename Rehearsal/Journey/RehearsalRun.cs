using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Ledger;
using Ticketing.Rehearsal.Progress;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>A whole rehearsal: the scout, the crowd with its progress, the audit and the report.</summary>
internal sealed class RehearsalRun(RehearsalSettings settings, IAnsiConsole console, TimeProvider time)
{
    private static readonly TimeSpan AuditTimeout = TimeSpan.FromMinutes(10);

    private readonly RunRecord record = new();

    /// <summary>Rehearses and prints.</summary>
    /// <param name="interrupt">The operator's Ctrl-C: ends the journeys, not the report.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken interrupt)
    {
        var (isLoopback, refusal) = await RemoteGuard.CheckAsync(settings.Server);
        if (refusal is not null)
        {
            return NotStarted(refusal);
        }
        using var limit = new CancellationTokenSource(settings.Limit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, interrupt);
        using var operatorClient = new ServerClient(settings.Server, 1, AuditTimeout, new(), time);
        var desk = new TicketingApi(operatorClient, CancellationToken.None);
        var (scene, queue, why) = await PrepareAsync(desk, stop.Token);
        if (scene is null)
        {
            return NotStarted(why!);
        }
        if (!settings.Quiet)
        {
            var seats = scene.Schedules.Sum(d => (long)d.Available);
            console.WriteLine(
                $"{settings.Buyers:N0} buyers for {seats:N0} seats of {scene.ConcertId} on {settings.Server.Url}, seed {settings.Journey.Seed}"
            );
        }
        LedgerWriter? ledger = null;
        try
        {
            ledger = settings.LedgerPath is { } path ? new LedgerWriter(path) : null;
            return await RehearseAsync(isLoopback, desk, scene, queue, ledger, stop.Token, interrupt);
        }
        finally
        {
            if (ledger is not null)
            {
                await ledger.DisposeAsync();
            }
        }
    }

    private async Task<(Scene? Scene, QueueAnswer? Queue, string? Why)> PrepareAsync(
        TicketingApi desk,
        CancellationToken stop
    )
    {
        // The scout has a record of its own: its steps are no part of the figures.
        var scouting = new RunRecord();
        using var client = new ServerClient(
            settings.Server,
            1,
            settings.AnswerTimeout,
            scouting.Latencies,
            time
        );
        var api = new TicketingApi(client, stop);
        var seats = new SeatRegister(time, default);
        // Somebody who mistyped the address is told soon; a server that is being started again is waited for.
        var patience = settings.ExpectRestarts ? settings.Journey.Patience : TimeSpan.FromSeconds(5);
        var look = settings.Journey with { Patience = patience, Think = default };
        var scout = new Scout(new(look, api, scouting, seats, null, time, stop));
        Scene? scene;
        string? why;
        ApiReply<QueueAnswer> queue;
        try
        {
            (scene, why) = await scout.LookAsync(settings.ConcertId);
            if (scene is null)
            {
                return (null, null, why);
            }
            queue = await AskDeskAsync(() => desk.QueueAsync(settings.AdminKey, scene.QueueId), stop);
        }
        catch (OperationCanceledException)
        {
            return (null, null, "It was ended before the first buyer arrived.");
        }
        return queue.Succeeded
            ? (scene, queue.Value, null)
            : (null, null, $"The operator call was refused: {queue.Failure ?? queue.Problem?.Text}");
    }

    private async Task<int> RehearseAsync(
        bool isLoopback,
        TicketingApi desk,
        Scene scene,
        QueueAnswer? queue,
        LedgerWriter? ledger,
        CancellationToken stop,
        CancellationToken interrupt
    )
    {
        using var client = new ServerClient(
            settings.Server,
            settings.Connections,
            settings.AnswerTimeout,
            record.Latencies,
            time
        );
        var api = new TicketingApi(client, stop);
        var tolerance = isLoopback ? TimeSpan.Zero : TimeSpan.FromSeconds(5);
        var journey = settings.Journey with
        {
            ConcertId = scene.ConcertId,
            QueueId = scene.QueueId,
            ClockTolerance = tolerance,
        };
        var run = new JourneyContext(journey, api, record, new(time, tolerance), ledger, time, stop);
        var startedAt = time.GetUtcNow();
        var since = time.GetTimestamp();
        using var process = Process.GetCurrentProcess();
        var processorBefore = process.TotalProcessorTime;
        var crowd = Crowd.RunAsync(settings.Buyers, settings.Arrival, run);
        if (!settings.Quiet)
        {
            await new ProgressDisplay(console, new(record, client, time), settings.Buyers, time).ShowAsync(
                crowd
            );
        }
        await crowd;
        var ended = time.GetTimestamp();
        process.Refresh();
        var processor = process.TotalProcessorTime - processorBefore;
        var audit = await AuditAsync(desk);
        var figures = new RunFigures(
            startedAt,
            time.GetElapsedTime(since, ended),
            client.Requests,
            processor
        );
        var code = Verdict.Of(record, audit, settings.ExpectRestarts, interrupt.IsCancellationRequested);
        var report = ReportBuilder.Build(settings, scene, queue, record, figures, audit, code);
        ReportPrinter.Print(console, report);
        if (settings.JsonPath is { } path)
        {
            await using var file = File.Create(path);
            await JsonSerializer.SerializeAsync(
                file,
                report,
                ReportJson.Default.RunReport,
                CancellationToken.None
            );
        }
        return report.ExitCode;
    }

    private async Task<AuditReport> AuditAsync(TicketingApi desk)
    {
        var reply = await AskDeskAsync(() => desk.AuditAsync(settings.AdminKey), CancellationToken.None);
        if (!reply.Succeeded)
        {
            return new(false, false, null, reply.Failure ?? $"{reply.Status} {reply.Problem?.Text}");
        }
        return new(true, reply.Value is { Ok: true, Violations: [] }, reply.Value, null);
    }

    // Refusals of an operator's calls are no refusals of buyers: they go into a record of their own.
    private ValueTask<ApiReply<T>> AskDeskAsync<T>(
        Func<ValueTask<ApiReply<T>>> call,
        CancellationToken stop
    ) =>
        new Persistence(new(), time, settings.Journey.Patience, stop).AskAsync(
            Step.Poll,
            new Random(settings.Journey.Seed),
            call
        );

    private int NotStarted(string why)
    {
        console.WriteLine(why);
        return ExitCodes.NotStarted;
    }
}
