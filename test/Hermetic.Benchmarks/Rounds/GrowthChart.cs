using System.Globalization;
using System.Text;

namespace Hermetic.Benchmarks.Rounds;

/// <summary>One line over a logarithmic axis, from zero upwards: a flat line is the promise.</summary>
internal static class GrowthChart
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Left = 70;
    private const int Bottom = 40;
    private const int Top = 60;

    public static string Draw(string title, string unit, string things, IReadOnlyList<(double At, double Value)> points)
    {
        var (first, last) = (Math.Log10(points[0].At), Math.Log10(points[^1].At));
        var most = points.Max(point => point.Value) * 1.15;
        double X(double at) => Left + ((Width - Left - 40) * (last > first ? (Math.Log10(at) - first) / (last - first) : 0.5));
        double Y(double value) => Height - Bottom - ((Height - Bottom - Top) * value / most);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" role="img" aria-label="{BarChart.Escape(title)}">""");
        svg.AppendLine(BarChart.Style);
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="title" x="8" y="22">{BarChart.Escape(title)}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text class="quiet" x="8" y="42">{BarChart.Escape(unit)}</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<line class="axis" x1="{Left}" y1="{Height - Bottom}" x2="{Width - 30}" y2="{Height - Bottom}"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture,
            $"""<polyline class="line" points="{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.At):f1},{Y(point.Value):f1}")))}"/>""");
        foreach (var (at, value) in points)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle class="ours" cx="{X(at):f1}" cy="{Y(value):f1}" r="4"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"""<text class="quiet" x="{X(at):f1}" y="{Y(value) - 10:f1}" text-anchor="middle">{BarChart.Shown(value)}</text>""");
            svg.AppendLine(CultureInfo.InvariantCulture,
                $"""<text class="quiet" x="{X(at):f1}" y="{Height - Bottom + 20}" text-anchor="{(at == points[^1].At ? "end" : "middle")}">{at:n0} {things}</text>""");
        }
        return svg.AppendLine("</svg>").ToString();
    }
}
