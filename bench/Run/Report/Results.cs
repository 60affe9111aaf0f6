using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Report;

/// <summary>Everything that a run measured, written as JSON, tables and charts. Nothing in them is written by hand.</summary>
internal sealed class Results(
    Plan plan,
    IReadOnlyDictionary<string, string> machine,
    Recorder recorder,
    DateTimeOffset at
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes all files into a folder.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var figures = recorder.Figures();
        var all = new
        {
            at,
            plan,
            machine,
            settings = new { ours = Servers.OurSettings, postgres = Postgres.Settings },
            figures,
            facts = recorder.Facts,
            failures = recorder.Failures,
            runs = recorder.Runs,
        };
        File.WriteAllText(Path.Combine(folder, "results.json"), JsonSerializer.Serialize(all, Json) + "\n");
        foreach (var (name, svg) in Charts.Draw(recorder.Runs))
        {
            File.WriteAllText(Path.Combine(folder, name), svg);
        }
        foreach (var (name, page) in recorder.Pages)
        {
            File.WriteAllText(Path.Combine(folder, name), page);
        }
        Page.Update(Path.Combine(folder, "README.md"), Tables.Render(plan, machine, figures, recorder, at));
    }

    /// <summary>One JSON object on one line: each key with min, median and max, or null.</summary>
    public string LastLine()
    {
        var line = new JsonObject();
        foreach (var figure in recorder.Figures())
        {
            var value = figure.Samples.Count == 0 ? null : Spread(figure);
            var parts = figure.Key.Split('.');
            if (parts.Length == 1)
            {
                line[parts[0]] = value;
                continue;
            }
            line[parts[0]] ??= new JsonObject();
            line[parts[0]]![parts[1]] = value;
        }
        return line.ToJsonString();
    }

    private static JsonObject Spread(Figure figure) =>
        new()
        {
            ["min"] = Round(figure.Min),
            ["median"] = Round(figure.Median),
            ["max"] = Round(figure.Max),
        };

    private static double Round(double? value) =>
        double.Parse($"{value:G5}", System.Globalization.CultureInfo.InvariantCulture);
}
