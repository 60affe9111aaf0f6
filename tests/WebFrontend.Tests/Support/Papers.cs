using System.Text.RegularExpressions;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>A setting as a table of the papers has it.</summary>
public sealed record PaperRow(string Default, string Allowed);

/// <summary>The papers of this project, as they stand in the source.</summary>
public static partial class Papers
{
    /// <summary>The text of a file of the source.</summary>
    public static string Read(string file)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Orleans.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }
        return File.ReadAllText(Path.Combine(folder, file));
    }

    /// <summary>The rows of a paper's tables that name one setting.</summary>
    public static Dictionary<string, PaperRow> Settings(string file) =>
        Row()
            .Matches(Read(file))
            .ToDictionary(
                row => row.Groups[1].Value,
                row => new PaperRow(row.Groups[2].Value.Trim('`', ' '), row.Groups[3].Value.Trim())
            );

    [GeneratedRegex(@"^\| `([A-Za-z]+:[A-Za-z:]+)` \|([^|]*)\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
