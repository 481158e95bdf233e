using System.Globalization;
using System.Security;
using System.Text;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>Horizontal bars as SVG, readable on light and dark, without a script and without a font of its own.</summary>
internal static class BarChart
{
    internal const string Style =
        """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #24292f }
          .quiet { fill: #57606a; font-size: 12px } .title { font-weight: 600; font-size: 15px }
          .ours { fill: #0f766e } .theirs { fill: #8c959f } .line { fill: none; stroke: #0f766e; stroke-width: 2.5 }
          .axis { stroke: #d0d7de; stroke-width: 1 }
          @media (prefers-color-scheme: dark) {
            text { fill: #e6edf3 } .quiet { fill: #9198a1 } .ours { fill: #2dd4bf } .theirs { fill: #6e7681 }
            .line { stroke: #2dd4bf } .axis { stroke: #30363d }
          }
        </style>
        """;

    private const int Width = 720;
    private const int Left = 210;
    private const int Row = 30;
    private const int Top = 56;

    /// <param name="bars">Name, value, and whether it is the product.</param>
    public static string Draw(string title, string unit, IReadOnlyList<(string Name, double Value, bool IsOurs)> bars)
    {
        var most = bars.Max(bar => bar.Value);
        var svg = new StringBuilder();
        var height = Top + (bars.Count * Row) + 12;
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" role="img" aria-label="{Escape(title)}">""");
        svg.AppendLine(Style);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="title" x="8" y="22">{Escape(title)}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="quiet" x="8" y="42">{Escape(unit)}</text>""");
        for (var i = 0; i < bars.Count; i++)
        {
            var (name, value, isOurs) = bars[i];
            var y = Top + (i * Row);
            var width = most > 0 ? Math.Max(1, (Width - Left - 90) * value / most) : 1;
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 10}" y="{y + 17}" text-anchor="end">{Escape(name)}</text>""");
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"""<rect class="{(isOurs ? "ours" : "theirs")}" x="{Left}" y="{y + 2}" width="{width:f1}" height="20" rx="3"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"""<text class="quiet" x="{Left + width + 8:f1}" y="{y + 17}">{Shown(value)}</text>""");
        }
        return svg.AppendLine("</svg>").ToString();
    }

    /// <summary>Three digits that say something.</summary>
    internal static string Shown(double value) => value switch
    {
        double.NaN => "–",
        >= 100 => value.ToString("n0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("n1", CultureInfo.InvariantCulture),
        _ => value.ToString("n2", CultureInfo.InvariantCulture),
    };

    internal static string Escape(string text) => SecurityElement.Escape(text);
}
