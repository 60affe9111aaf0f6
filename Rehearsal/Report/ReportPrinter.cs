using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Report;

/// <summary>Prints the report for people.</summary>
internal static class ReportPrinter
{
    private const int ShownFindings = 20;

    /// <summary>Prints everything that the JSON form has, as tables.</summary>
    public static void Print(IAnsiConsole console, RunReport report)
    {
        console.WriteLine();
        console.Write(
            new Rule($"Rehearsal of {report.ConcertId} on {report.Url}") { Justification = Justify.Left }
        );
        Line(
            console,
            $"{report.Buyers:N0} buyers for {report.SeatsOnSale:N0} seats in {report.Seconds:N1} s; "
                + $"queue {report.QueueId}, {report.QueueSettings ?? "settings not read"}; seed {report.Seed}"
        );
        Line(
            console,
            $"{report.Sold:N0} sold: {report.TicketsPerSecond:N1} tickets/s, {report.JourneysPerSecond:N1} journeys/s, "
                + $"{report.RequestsPerSecond:N0} requests/s ({report.Requests:N0} requests over {report.Connections} "
                + $"connections, {report.ClientMicrosecondsPerRequest:N1} µs of this client's processor time each)"
        );
        Line(console, "Endings: " + string.Join(", ", report.Endings.Select(e => $"{e.Key} {e.Value:N0}")));
        console.Write(Steps(report.Steps));
        Counts(console, "Refusals, as the contract provides", report.Refusals);
        Findings(console, "Unexpected answers", report.Unexpected);
        Findings(console, "Broken promises", report.BrokenPromises);
        Audit(console, report.Audit);
        Line(console, $"Exit code {report.ExitCode}");
    }

    private static Table Steps(IEnumerable<StepReport> steps)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Step (ms)").NoWrap());
        foreach (var name in (string[])["count", "mean", "p50", "p95", "p99", "max"])
        {
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        }
        foreach (var step in steps)
        {
            double[] values = [step.MeanMs, step.P50Ms, step.P95Ms, step.P99Ms, step.MaxMs];
            table.AddRow([
                step.Step,
                step.Count.ToString("N0", CultureInfo.InvariantCulture),
                .. values.Select(v => v.ToString("N2", CultureInfo.InvariantCulture)),
            ]);
        }
        return table;
    }

    private static void Counts(IAnsiConsole console, string title, IReadOnlyDictionary<string, long> counts)
    {
        Line(console, counts.Count == 0 ? $"{title}: none" : $"{title}:");
        foreach (var (name, count) in counts.OrderByDescending(c => c.Value))
        {
            Line(console, $"  {count, 10:N0}  {name}");
        }
    }

    private static void Findings(IAnsiConsole console, string title, IReadOnlyCollection<Finding> findings)
    {
        Line(console, findings.Count == 0 ? $"{title}: none" : $"{title}:");
        foreach (var finding in findings.Take(ShownFindings))
        {
            Line(console, $"  {finding.Count, 10:N0}  {finding.What}");
            Line(console, $"              first: {finding.Example}");
        }
    }

    private static void Audit(IAnsiConsole console, AuditReport audit) =>
        Line(
            console,
            audit.Made
                ? $"Audit: {(audit.Ok ? "clean" : "VIOLATIONS")} {Json(audit.Answer!)}"
                : $"Audit: not made. {audit.Refusal}"
        );

    private static string Json(AuditAnswer answer) =>
        JsonSerializer.Serialize(answer, ApiJson.Default.AuditAnswer);

    private static void Line(IAnsiConsole console, FormattableString text) =>
        Line(console, text.ToString(CultureInfo.InvariantCulture));

    private static void Line(IAnsiConsole console, string text) => console.WriteLine(text);
}
