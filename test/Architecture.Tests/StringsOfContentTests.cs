using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// Where bytes become characters is listed, file by file, with the reason: <c>docs/strings-of-content.md</c>.
/// The simulator is left out: it holds nobody's content.
/// </summary>
public sealed partial class StringsOfContentTests
{
    private static readonly string[] _calls = ["GetString", "GetChars", "CopyString"];
    private static readonly string[] _reads = ["ReadAllText", "ReadAllLines", "ReadLines", "OpenText"];

    [Fact]
    public void Every_file_that_makes_strings_of_bytes_is_listed_and_no_other()
    {
        var listed = Row().Matches(File.ReadAllText(Product.Full("docs/strings-of-content.md")))
            .Select(row => row.Groups["path"].Value);
        var seams = Product.Files
            .Where(file => !file.Path.StartsWith("src/Hermetic.Simulator/", StringComparison.Ordinal))
            .Where(file => Seams(file).Any())
            .Select(file => file.Path);
        Assert.Equal(seams, listed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("string M(byte[] b) => Encoding.UTF8.GetString(b);")]
    [InlineData("string M(Encoding strict, byte[] b) => strict?.GetString(b);")]
    [InlineData("string M(JsonElement json) => json.GetString()!;")]
    [InlineData("int M(byte[] b, char[] c) => Encoding.ASCII.GetChars(b, c);")]
    [InlineData("Func<byte[], string> M() => Encoding.UTF8.GetString;")]
    [InlineData("string M(Stream s) => new StreamReader(s).ReadToEnd();")]
    [InlineData("string M(string path) => System.IO.File.ReadAllText(path);")]
    [InlineData("\n#pragma warning disable RS0030 // because\nint X;")]
    public void A_seam_is_found(string member) =>
        Assert.NotEmpty(Seams(SourceFile.Of("X.cs", $"class X {{ {member} }}")));

    [Fact]
    public void A_word_about_a_seam_is_not_one() =>
        Assert.Empty(Seams(SourceFile.Of(
            "X.cs",
            """
            /// <summary>See Encoding.GetString.</summary>
            class X { byte[] M() => Encoding.UTF8.GetBytes("GetString"); }
            """)));

    private static IEnumerable<SyntaxNode> Seams(SourceFile file) =>
    [
        .. file.Nodes<MemberAccessExpressionSyntax>().Where(member => IsSeam(member.Name, member.Expression)),
        .. file.Nodes<MemberBindingExpressionSyntax>().Where(member => IsSeam(member.Name, on: null)),
        .. file.Nodes<ObjectCreationExpressionSyntax>()
            .Where(made => made.Type.ToString().EndsWith("StreamReader", StringComparison.Ordinal)),
        .. file.Tree.GetRoot().DescendantNodes(descendIntoTrivia: true)
            .OfType<PragmaWarningDirectiveTriviaSyntax>()
            .Where(pragma => pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword)
                && pragma.ErrorCodes.ToString().Contains("RS0030", StringComparison.Ordinal)),
    ];

    private static bool IsSeam(SimpleNameSyntax name, ExpressionSyntax? on) =>
        _calls.Contains(name.Identifier.Text)
        || (on?.ToString().Split('.')[^1] == "File"
            && _reads.Any(read => name.Identifier.Text.StartsWith(read, StringComparison.Ordinal)));

    [GeneratedRegex(@"^\| `(?<path>src/[^`]+\.cs)` \| \S", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
