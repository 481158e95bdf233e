using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>SQL lives in Storage, and is written before the program runs: nothing that anybody typed becomes a statement.</summary>
public sealed partial class SqlTests
{
    private const string Storage = "Hermetic.Storage";

    // The schema is read from the files embedded beside it.
    private const string Migrations = $"src/{Storage}/Migrations.cs";

    // The two types hand a statement on to each other.
    private const string Session = $"src/{Storage}/Engine/Session.cs";

    [Fact]
    public void Every_statement_is_a_constant()
    {
        Assert.Empty(Breaches(Compiler.OfProduct(Storage), out var statements));
        Assert.True(statements > 70, $"Only {statements} statements were seen.");
    }

    [Theory]
    [InlineData("transaction.Execute(\"delete from x where name = '\" + name + \"'\")")]
    [InlineData("session.Count(name)")]
    [InlineData("session.Find($\"select {name}\", row => row.Long(0))")]
    [InlineData("session.List(sql: Assembled, read: row => 0)")]
    [InlineData("transaction.Execute(NotReadonly[0])")]
    public void A_statement_that_is_put_together_is_found(string call)
    {
        var storage = Compiler.OfProduct(Storage, SourceFile.Of(
            $"src/{Storage}/Breach.cs",
            $$"""
            namespace Hermetic.Storage;

            internal static class Breach
            {
                private static readonly string Assembled = string.Concat("select ", "1");
                private static string[] NotReadonly = ["delete from subject"];

                internal static object Run(Transaction transaction, Session session, string name) => {{call}};
            }
            """));
        Assert.Contains("Breach.cs", Assert.Single(Breaches(storage, out _)), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_session_makes_a_command()
    {
        Assert.Equal([Session], Product.Files.Where(file => Commands(file).Any()).Select(file => file.Path));
        Assert.NotEmpty(Commands(SourceFile.Of("X.cs", "class X { void M(DbCommand c, string s) => c.CommandText = s; }")));
        Assert.NotEmpty(Commands(SourceFile.Of("X.cs", "class X { object M(string s) => new SqliteCommand(s); }")));
    }

    /// <summary>Inside Storage too: text has no way into a column.</summary>
    [Fact]
    public void Text_does_not_become_a_column()
    {
        var storage = Compiler.OfProduct(Storage, SourceFile.Of(
            "Breach.cs", "class Breach { Hermetic.Storage.Engine.SqlValue Of(string text) => text; }"));
        Assert.Equal(["CS0029"], storage.Errors().Select(error => error.Id));
    }

    [Fact]
    public void No_other_project_contains_sql() =>
        Assert.Empty(Product.Files
            .Where(file => !file.Path.StartsWith($"src/{Storage}/", StringComparison.Ordinal)).SelectMany(Statements));

    [Theory]
    [InlineData("\"select 1\"")]
    [InlineData("\"SELECT name from person\"u8")]
    [InlineData("$\"delete from {name}\"")]
    [InlineData("\"\"\"\n insert into person values ($1)\n \"\"\"")]
    [InlineData("\"Update person set name = $1\"")]
    [InlineData("\"drop table person\"")]
    public void Sql_elsewhere_is_found(string literal) =>
        Assert.NotEmpty(Statements(SourceFile.Of("src/X.cs", $"class X {{ object M(string name) => {literal}; }}")));

    [Theory]
    [InlineData("\"Delete my data\"")]
    [InlineData("\"Selected\"")]
    [InlineData("\"insert a coin\"")]
    public void A_sentence_is_not_sql(string literal) =>
        Assert.Empty(Statements(SourceFile.Of("src/X.cs", $"class X {{ string M() => {literal}; }}")));

    private static List<string> Breaches(CSharpCompilation storage, out int statements)
    {
        Assert.Empty(storage.Errors());
        var calls = storage.SyntaxTrees
            .SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>())
            .Select(call => (Call: call, Model: storage.GetSemanticModel(call.SyntaxTree)))
            .Where(found => TakesSql(found.Model.GetSymbolInfo(found.Call).Symbol))
            .Where(found => found.Call.SyntaxTree.FilePath is not (Session or Migrations))
            .ToList();
        statements = calls.Count;
        return [.. calls
            .Where(found => !IsWritten(Sql(found.Call), found.Model))
            .Select(found => $"{found.Call.SyntaxTree.FilePath}: {found.Call}")];
    }

    private static bool TakesSql(ISymbol? symbol) =>
        symbol is IMethodSymbol { ContainingType.Name: "Session" or "Transaction" } method
        && method.Parameters.Any(parameter => parameter.Name == "sql");

    private static ExpressionSyntax Sql(InvocationExpressionSyntax call) =>
        (call.ArgumentList.Arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "sql")
            ?? call.ArgumentList.Arguments[0]).Expression;

    /// <summary>A constant, or the variable of a loop over a readonly list of constants.</summary>
    private static bool IsWritten(ExpressionSyntax sql, SemanticModel model) =>
        model.GetConstantValue(sql).HasValue
        || (model.GetSymbolInfo(sql).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declared] }
            && declared.GetSyntax() is ForEachStatementSyntax loop
            && model.GetSymbolInfo(loop.Expression).Symbol is IFieldSymbol { IsStatic: true, IsReadOnly: true } list
            && list.DeclaringSyntaxReferences[0].GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: CollectionExpressionSyntax all }
            && all.Elements.All(element => element is ExpressionElementSyntax { Expression: var one } && model.GetConstantValue(one).HasValue));

    private static IEnumerable<SyntaxNode> Commands(SourceFile file) =>
    [
        .. file.Nodes<AssignmentExpressionSyntax>().Where(set => set.Left.ToString().EndsWith("CommandText", StringComparison.Ordinal)),
        .. file.Nodes<ObjectCreationExpressionSyntax>().Where(made => made.Type.ToString().EndsWith("Command", StringComparison.Ordinal)
            && made.Type.ToString() is not ("Command" or "RootCommand")),
    ];

    private static IEnumerable<string> Statements(SourceFile file) =>
        file.Tree.GetRoot().DescendantNodes()
            .Where(node => node is LiteralExpressionSyntax { Token.Value: string text } && Statement().IsMatch(text)
                || node is InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax first, ..] }
                    && Statement().IsMatch(first.TextToken.ValueText))
            .Select(file.At);

    [GeneratedRegex(
        @"^\s*(select\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|with\s+\w+\s+as\s*\(|pragma\s"
        + @"|(create|drop|alter)\s+(unique\s+)?(table|index|view|trigger)\s)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();
}
