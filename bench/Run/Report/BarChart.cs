using System.Globalization;
using System.Text;

namespace Ticketing.Bench.Run.Report;

/// <summary>One bar: its median is drawn, the least and the greatest as a line over its end.</summary>
internal sealed record Bar(string Name, double Min, double Median, double Max);

/// <summary>Draws a bar chart as SVG, readable on a light and on a dark page.</summary>
internal static class BarChart
{
    private const int Width = 640;
    private const int Left = 150;
    private const int Right = 90;
    private const int RowHeight = 30;
    private const int Top = 40;

    /// <summary>Draws it.</summary>
    public static string Draw(string title, IReadOnlyList<Bar> bars)
    {
        var height = Top + (bars.Count * RowHeight) + 10;
        var greatest = bars.Count == 0 ? 1 : Math.Max(bars.Max(bar => bar.Max), double.Epsilon);
        double At(double value) => Left + (value / greatest * (Width - Left - Right));
        var svg = new StringBuilder();
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">\n"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect width=\"{Width}\" height=\"{height}\" rx=\"6\" fill=\"#ffffff\"/>\n<text x=\"12\" y=\"24\" font-weight=\"bold\" fill=\"#222\">{title}</text>\n"
        );
        for (var row = 0; row < bars.Count; row++)
        {
            var bar = bars[row];
            var y = Top + (row * RowHeight);
            var middle = y + 11;
            var color = bar.Name.Contains("ours", StringComparison.Ordinal) ? "#2f6fde" : "#9aa4b2";
            svg.Append(
                CultureInfo.InvariantCulture,
                $"""
                <text x="{Left - 8}" y="{y + 15}" text-anchor="end" fill="#222">{bar.Name}</text>
                <rect x="{Left}" y="{y}" width="{At(bar.Median) - Left:F1}" height="22" fill="{color}"/>
                <line x1="{At(bar.Min):F1}" x2="{At(bar.Max):F1}" y1="{middle}" y2="{middle}" stroke="#222"/>
                <text x="{At(bar.Max) + 6:F1}" y="{y + 15}" fill="#222">{Show(bar.Median)}</text>

                """
            );
        }
        return svg.Append("</svg>\n").ToString();
    }

    private static string Show(double value) =>
        value.ToString(value >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture);
}
