using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Architecture.Tests;

/// <summary>Compiles snippets against the product's assemblies, as the product itself is compiled.</summary>
internal static class Compiler
{
    private static readonly CSharpCompilationOptions _options =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    // What ImplicitUsings gives to a project.
    private static readonly SyntaxTree _implicitUsings = CSharpSyntaxTree.ParseText(
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """,
        SourceFile.Language);

    // What was built for these tests, packages included.
    private static readonly MetadataReference[] _built = Folder(AppContext.BaseDirectory);

    internal static IReadOnlyList<MetadataReference> Framework { get; } =
        Folder(Path.GetDirectoryName(typeof(object).Assembly.Location)!);

    /// <summary>The product's libraries and the packages that their signatures name.</summary>
    internal static IReadOnlyList<MetadataReference> Libraries { get; } =
        [
            .. Framework,
            .. Built(name => name.StartsWith("Hermetic.", StringComparison.Ordinal) || name == "NodaTime"),
        ];

    /// <summary>What code inside a project can see: itself and what it references, no further.</summary>
    internal static IReadOnlyList<MetadataReference> Inside(string project)
    {
        var file = ProjectFile.OfProduct(project);
        string[] seen = [project, .. file.Projects, .. file.Packages];
        return [.. Framework, .. Built(seen.Contains)];
    }

    /// <param name="name">Never a name that an assembly of the product calls its friend.</param>
    internal static CSharpCompilation Compile(
        string name, SyntaxTree source, IEnumerable<MetadataReference> references) =>
        CSharpCompilation.Create(name, [source], references, _options);

    /// <summary>A project of the product from its sources, so that its symbols can be asked.</summary>
    internal static CSharpCompilation OfProduct(string project, params IEnumerable<SourceFile> more) =>
        CSharpCompilation.Create(
            project,
            [_implicitUsings, .. Product.In(project).Concat(more).Select(file => file.Tree)],
            [.. Framework, .. Built(name => name != project)],
            _options.WithAllowUnsafe(enabled: true));

    /// <summary>All of them: some, such as CS4007, are found only when code is made.</summary>
    internal static IReadOnlyList<Diagnostic> Errors(this Compilation compilation) =>
        [.. compilation.Emit(Stream.Null).Diagnostics
            .Where(found => found.Severity == DiagnosticSeverity.Error)];

    private static IEnumerable<MetadataReference> Built(Func<string, bool> wanted) =>
        _built.Where(assembly => wanted(Path.GetFileNameWithoutExtension(assembly.Display!)));

    private static MetadataReference[] Folder(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.dll").Select(path => MetadataReference.CreateFromFile(path))];

}
