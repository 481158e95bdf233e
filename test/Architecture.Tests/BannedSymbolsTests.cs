using System.Reflection;
using System.Xml.Linq;
using Hermetic.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Architecture.Tests;

/// <summary>
/// Banned symbols bite: the analyzer itself runs over a use of each, with the lists that the project is built
/// with.
/// </summary>
public sealed class BannedSymbolsTests
{
    private static readonly string _assembly = Path.Combine(
        AppContext.BaseDirectory, "analyzers", "Microsoft.CodeAnalysis.CSharp.BannedApiAnalyzers.dll");

    private static readonly DiagnosticAnalyzer _analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(
        Assembly.LoadFrom(_assembly).GetTypes().Single(type => type.Name == "CSharpSymbolIsBannedAnalyzer"))!;

    [Theory]
    [InlineData("Server", "System.Security.Cryptography.HMACSHA256.HashData(new byte[1], new byte[1])")]
    [InlineData("Server", "System.Security.Cryptography.HKDF.Extract(default, new byte[1])")]
    [InlineData("Storage", "new System.Security.Cryptography.AesGcm(new byte[16], 16)")]
    [InlineData("Storage", "new System.Net.Http.HttpClient()")]
    [InlineData("Storage", "new System.Net.Http.HttpRequestMessage()")]
    [InlineData("Cryptography", "new System.Net.Http.HttpClient()")]
    [InlineData("Cryptography", "System.Security.Cryptography.MD5.HashData(new byte[1])")]
    [InlineData("Ledger", "new System.Net.Sockets.Socket(default, default, default)")]
    [InlineData("Assistant", "new System.Net.Http.HttpClient()")]
    [InlineData("Assistant", "new System.Net.Http.SocketsHttpHandler()")]
    [InlineData("Assistant", "System.IO.File.ReadAllBytes(\"x\")")]
    [InlineData("Assistant", "System.Security.Cryptography.SHA256.HashData(new byte[1])")]
    [InlineData("Domain", "System.IO.File.Exists(\"x\")")]
    [InlineData("Domain", "System.DateTime.UtcNow")]
    [InlineData("Domain", "System.Guid.NewGuid()")]
    [InlineData("WhatsApp", "System.DateTimeOffset.UtcNow")]
    [InlineData("WhatsApp", "new System.Net.Http.HttpClient()")]
    [InlineData("WhatsApp", "System.Text.Encoding.UTF8.GetString(new byte[1])")]
    [InlineData("Server", "System.Text.Encoding.UTF8.GetString(new byte[1].AsSpan())")]
    [InlineData("Server", "System.Text.Encoding.UTF8.GetString(new byte[1], 0, 1)")]
    [InlineData("Server", "System.Console.Out")]
    [InlineData("Server", "System.Environment.GetEnvironmentVariable(\"X\")")]
    [InlineData("Server", "System.Diagnostics.Process.GetCurrentProcess()")]
    [InlineData("Server", "System.Threading.Tasks.Task.Delay(1)")]
    [InlineData("Server", "System.Guid.CreateVersion7()")]
    [InlineData("Simulator", "new System.Random(1)")]
    public async Task A_banned_symbol_is_refused_where_it_is_banned(string project, string use) =>
        Assert.Equal(["RS0030"], await FindingsAsync($"Hermetic.{project}", use));

    [Theory]
    [InlineData("Cryptography", "System.Security.Cryptography.HMACSHA256.HashData(new byte[1], new byte[1])")]
    [InlineData("Server", "new System.Net.Http.HttpRequestMessage()")]
    [InlineData("Domain", "System.TimeProvider.System.GetUtcNow()")]
    [InlineData("Domain.Tests", "System.DateTime.UtcNow")]
    public async Task A_symbol_is_let_be_where_it_belongs(string project, string use) =>
        Assert.Empty(await FindingsAsync($"Hermetic.{project}", use));

    /// <summary>The analyzer passes over a line whose symbol does not exist; such a ban is a wish.</summary>
    [Fact]
    public void Every_banned_symbol_exists()
    {
        var compilation = Compiler.Compile("Names", SourceFile.Of("X.cs", "").Tree, Compiler.Framework);
        var lines = Product.Projects.SelectMany(BanLists.Of).Distinct()
            .SelectMany(path => File.ReadAllLines(Product.Full(path)))
            .Where(line => line.Length > 0).Select(line => line.Split(';')[0]).Distinct().ToList();
        Assert.True(lines.Count > 30, "The lists were not read.");
        Assert.DoesNotContain(
            lines, id => DocumentationCommentId.GetFirstSymbolForDeclarationId(id, compilation) is null);
    }

    [Fact]
    public void Every_list_is_for_a_project_that_exists()
    {
        var wired = Product.Projects.SelectMany(BanLists.Of).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(Product.Paths("eng/analyzers", "BannedSymbols*.txt"), wired);
    }

    [Fact]
    public void A_condition_that_is_not_known_is_not_passed_over() =>
        Assert.Throws<NotSupportedException>(() => BanLists.Of("X", XDocument.Parse(
            """<Project><AdditionalFiles Include="a.txt" Condition="'$(X)' == 'Y'" /></Project>""")));

    private static async Task<IEnumerable<string>> FindingsAsync(string project, string use)
    {
        var source = SourceFile.Of("Use.cs", $"using System; class Use {{ static object? One() => {use}; }}");
        var compilation = Compiler.Compile("Use", source.Tree, Compiler.Framework);
        Assert.Empty(compilation.Errors());
        var lists = BanLists.Of(project).Select(path => (AdditionalText)new BanList(Product.Full(path)));
        var found = await compilation
            .WithAnalyzers([_analyzer], new AnalyzerOptions([.. lists]))
            .GetAnalyzerDiagnosticsAsync();
        return found.Select(one => one.Id).Distinct();
    }

    private sealed class BanList(string path) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) =>
            SourceText.From(File.ReadAllText(path));
    }
}
