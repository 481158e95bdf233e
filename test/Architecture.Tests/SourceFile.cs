using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>
/// A C# file of the product, parsed. The rules are functions of it, so that each is also shown a breach.
/// </summary>
internal sealed class SourceFile
{
    /// <summary>The language of the product's compiler, whichever Roslyn the tests bring.</summary>
    internal static CSharpParseOptions Language { get; } = new(LanguageVersion.CSharp14);

    private SourceFile(string path, SyntaxTree tree) => (Path, Tree) = (path, tree);

    /// <summary>Relative to the repository, with slashes.</summary>
    internal string Path { get; }

    internal SyntaxTree Tree { get; }

    internal int Lines => Tree.GetText().Lines.Count - 1;

    internal static SourceFile Read(string path) => Of(path, File.ReadAllText(Product.Full(path)));

    internal static SourceFile Of(string path, string text) =>
        new(path, CSharpSyntaxTree.ParseText(text, Language, path));

    internal IEnumerable<T> Nodes<T>() where T : SyntaxNode => Tree.GetRoot().DescendantNodes().OfType<T>();

    internal string At(SyntaxNode node) =>
        $"{Path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";
}
