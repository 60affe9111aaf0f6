using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Ticketing.Rehearsal.Progress;

/// <summary>Shows how the rehearsal stands while it runs: a live table on a terminal, a line now and then elsewhere.</summary>
internal sealed class ProgressDisplay(
    IAnsiConsole console,
    SnapshotTaker taker,
    int buyers,
    TimeProvider time
)
{
    private static readonly TimeSpan LivePeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LinePeriod = TimeSpan.FromSeconds(5);

    /// <summary>Shows progress until the work is done.</summary>
    public Task ShowAsync(Task work) =>
        console.Profile.Capabilities is { Interactive: true, Ansi: true }
            ? ShowLiveAsync(work)
            : ShowLinesAsync(work);

    private Task ShowLiveAsync(Task work) =>
        console
            .Live(Table(taker.Take()))
            .AutoClear(true)
            .StartAsync(async live =>
            {
                while (await StillRunsAsync(work, LivePeriod))
                {
                    live.UpdateTarget(Table(taker.Take()));
                }
            });

    private async Task ShowLinesAsync(Task work)
    {
        while (await StillRunsAsync(work, LinePeriod))
        {
            console.WriteLine(taker.Take().ToString());
        }
    }

    private async Task<bool> StillRunsAsync(Task work, TimeSpan period)
    {
        await Task.WhenAny(work, Task.Delay(period, time));
        return !work.IsCompleted;
    }

    private IRenderable Table(Snapshot now)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "now");
        table.Title = new($"{now.Elapsed:hh\\:mm\\:ss}");
        Row(table, "waiting", now.Waiting, "blue");
        Row(table, "active", now.Active, "yellow");
        Row(table, "held", now.Held, "yellow");
        Row(table, "sold", now.Sold, "green");
        Row(table, "gone without", now.Gone, "grey");
        Row(table, "refusals", now.Refusals, "grey");
        Row(table, "errors", now.Errors, now.Errors > 0 ? "red" : "grey");
        Row(table, "requests/s", (long)now.RequestsPerSecond, "white");
        Row(table, "journeys/s", (long)now.JourneysPerSecond, "white");
        table.AddRow("p99 poll · reserve · pay", Times(now));
        var chart = new BreakdownChart()
            .Width(60)
            .AddItem("sold", now.Sold, Color.Green)
            .AddItem("gone", now.Gone, Color.Grey)
            .AddItem("inside", now.Active + now.Held, Color.Yellow)
            .AddItem("waiting", now.Waiting, Color.Blue)
            .AddItem(
                "to come",
                Math.Max(0, buyers - now.Sold - now.Gone - now.Active - now.Held - now.Waiting),
                Color.Grey23
            );
        return new Rows(table, chart);
    }

    private static string Times(Snapshot now) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{now.PollP99.TotalMilliseconds:N1} · {now.ReserveP99.TotalMilliseconds:N1} · {now.PayP99.TotalMilliseconds:N1} ms"
        );

    private static void Row(Table table, string what, long count, string colour) =>
        table.AddRow(what, string.Create(CultureInfo.InvariantCulture, $"[{colour}]{count:N0}[/]"));
}
