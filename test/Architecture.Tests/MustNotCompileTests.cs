using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// Misuses that the types refuse, one in each file of <c>MustNotCompile/</c>. The first line says with which
/// error (<c>// expect CS0029</c>), and inside which project when that matters
/// (<c>// expect CS0234 inside Hermetic.Assistant</c>). Each is compiled alone: an error of a declaration
/// hides those of the flow.
/// </summary>
public sealed partial class MustNotCompileTests
{
    private const string Here = "test/Architecture.Tests/";

    [Theory, MemberData(nameof(Misuses))]
    public void A_misuse_is_refused_with_the_error_it_names_and_no_other(string name)
    {
        var misuse = Read("MustNotCompile", name);
        var (code, references) = Expectation(misuse);
        var errors = Compiler.Compile("Misuse", misuse.Tree, references).Errors();
        Assert.Equal([code], errors.Select(error => error.Id));
    }

    /// <summary>So the misuse is what is wrong, not a misspelt name or a namespace that has moved.</summary>
    [Theory, MemberData(nameof(Misuses))]
    public void Without_the_offending_member_the_file_compiles(string name)
    {
        var misuse = Read("MustNotCompile", name);
        var (_, references) = Expectation(misuse);
        var error = Assert.Single(Compiler.Compile("Misuse", misuse.Tree, references).Errors());
        var without = Without(misuse.Tree, error);
        Assert.Empty(Compiler.Compile("Misuse", without, references).Errors());
    }

    /// <summary>A broken harness would refuse these too.</summary>
    [Theory, MemberData(nameof(RightUses))]
    public void The_right_use_compiles(string name) =>
        Assert.Empty(
            Compiler.Compile("RightUse", Read("MustCompile", name).Tree, Compiler.Libraries).Errors());

    public static TheoryData<string> Misuses() => Names("MustNotCompile");

    public static TheoryData<string> RightUses() => Names("MustCompile");

    private static TheoryData<string> Names(string folder) =>
    [
        .. Product.Paths(Here + folder, "*.cs")
            .Select(path => path[(Here.Length + folder.Length + 1)..^".cs".Length]),
    ];

    private static SourceFile Read(string folder, string name) =>
        SourceFile.Read($"{Here}{folder}/{name}.cs");

    private static (string Code, IReadOnlyList<MetadataReference> References) Expectation(SourceFile file)
    {
        var line = FirstLine().Match(file.Tree.GetText().Lines[0].ToString());
        Assert.True(line.Success, $"{file.Path} does not say what it expects.");
        return (line.Groups["code"].Value, line.Groups["project"] is { Success: true, Value: var project }
            ? Compiler.Inside(project)
            : Compiler.Libraries);
    }

    /// <summary>The tree without the member, type or using in which the error is.</summary>
    private static SyntaxTree Without(SyntaxTree tree, Diagnostic error)
    {
        var root = tree.GetRoot();
        var offending = root.FindNode(error.Location.SourceSpan).AncestorsAndSelf().First(
            node => node is UsingDirectiveSyntax
                or MemberDeclarationSyntax { Parent: TypeDeclarationSyntax or CompilationUnitSyntax });
        return CSharpSyntaxTree.Create(
            (CSharpSyntaxNode)root.RemoveNode(offending, SyntaxRemoveOptions.KeepNoTrivia)!,
            SourceFile.Language);
    }

    [GeneratedRegex(
        @"^// expect (?<code>CS\d{4})(?: inside (?<project>Hermetic\.\w+))?$", RegexOptions.None, 1000)]
    private static partial Regex FirstLine();
}
