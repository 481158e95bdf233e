using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>Files and functions stay small enough to be read at once. The measures are printed.</summary>
public sealed class SizeBandTests(ITestOutputHelper output)
{
    [Fact]
    public void Files_stay_within_the_band()
    {
        var files = Product.Files.Select(file => (file.Lines, Where: file.Path)).ToList();
        Report("File", files);
        Assert.DoesNotContain(files, file => file.Lines > 400);
        Assert.InRange(Quantile(files.Select(file => file.Lines), 0.9), 1, 270);
    }

    [Fact]
    public void Functions_stay_within_the_band()
    {
        var functions = Product.Files.SelectMany(
            file => Functions(file).Select(node => (Lines(node), file.At(node)))).ToList();
        Report("Function", functions);
        Assert.True(functions.Count > 500, $"Only {functions.Count} functions were seen.");
        Assert.InRange(Quantile(functions.Select(function => function.Item1), 0.9), 1, 28);
        Assert.InRange(Quantile(functions.Select(function => function.Item1), 0.99), 1, 60);
    }

    [Fact]
    public void A_function_is_measured_from_its_signature_to_its_end()
    {
        var file = SourceFile.Of("X.cs", "class X\n{\n// why\nvoid M()\n{\nint n = 1;\n}\nint P => 1;\n}\n");
        Assert.Equal([4], Functions(file).Select(Lines));
        Assert.Equal(9, file.Lines);
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.9, 90)]
    [InlineData(0.99, 99)]
    public void A_quantile_is_the_value_that_such_a_share_does_not_exceed(double share, int value) =>
        Assert.Equal(value, Quantile(Enumerable.Range(1, 100).Reverse(), share));

    private static IEnumerable<SyntaxNode> Functions(SourceFile file) =>
        file.Nodes<SyntaxNode>().Where(node => node is BaseMethodDeclarationSyntax
            or LocalFunctionStatementSyntax or AccessorDeclarationSyntax { Body: not null });

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static int Quantile(IEnumerable<int> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(sorted.Count * share) - 1)];
    }

    private void Report(string what, List<(int Lines, string Where)> all)
    {
        var lines = all.Select(one => one.Lines).ToList();
        output.WriteLine(
            $"{what}s: {all.Count}; median {Quantile(lines, 0.5)}, p90 {Quantile(lines, 0.9)}, "
            + $"p99 {Quantile(lines, 0.99)}");
        foreach (var (length, where) in all.OrderByDescending(one => one.Lines).Take(5))
            output.WriteLine($"  {length,4}  {where}");
    }
}
