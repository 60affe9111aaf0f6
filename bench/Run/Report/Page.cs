namespace Ticketing.Bench.Run.Report;

/// <summary>Replaces the measured part of a page, between two marks; the words around it stay.</summary>
internal static class Page
{
    private const string Begin = "<!-- measured: begin (written by bench/run) -->";
    private const string End = "<!-- measured: end -->";

    /// <summary>Writes the part; a page that is missing is begun.</summary>
    public static void Update(string file, string measured)
    {
        var page = File.Exists(file) ? File.ReadAllText(file) : $"# Benchmarks\n\n{Begin}\n{End}\n";
        var begin = page.IndexOf(Begin, StringComparison.Ordinal);
        var end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidOperationException($"{file} has lost the marks that the figures go between.");
        }
        File.WriteAllText(file, $"{page[..begin]}{Begin}\n\n{measured.Trim()}\n\n{page[end..]}");
    }
}
