using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>
/// SQL lives in Storage and is written before the program runs: nothing that anybody typed becomes a
/// statement.
/// </summary>
public sealed partial class SqlTests
{
    private const string Storage = "Hermetic.Storage";

    // The schema is read from the files embedded beside it.
    private const string Migrations = $"src/{Storage}/Migrations.cs";

    // Put together from the names of tables and columns that stand in the same file.
    private const string Copy = $"src/{Storage}/StoreCopy.cs";

    // The two types hand a statement on to each other.
    private const string Session = $"src/{Storage}/Engine/Session.cs";
    private const string Transaction = $"src/{Storage}/Engine/Transaction.cs";

    [Fact]
    public void Every_statement_is_a_constant()
    {
        var storage = Compiler.OfProduct(Storage);
        Assert.Empty(storage.Errors());
        var statements = storage.SyntaxTrees.SelectMany(tree => Statements(tree, storage)).ToList();
        Assert.True(statements.Count > 70, $"Only {statements.Count} statements were seen.");
        Assert.DoesNotContain(statements, statement => !statement.IsWritten);
    }

    [Theory]
    [InlineData("transaction.Execute(\"delete from x where name = '\" + name + \"'\")")]
    [InlineData("session.Count(name)")]
    [InlineData("session.Find($\"select {name}\", row => row.Long(0))")]
    [InlineData("session.List(read: row => 0, sql: Assembled)")]
    [InlineData("transaction.Execute(Changeable[0])")]
    [InlineData("transaction.Demand(\"gone\", name)")]
    public void A_statement_that_is_put_together_is_found(string call)
    {
        var breach = SourceFile.Of(
            $"src/{Storage}/Breach.cs",
            $$"""
            namespace Hermetic.Storage;

            internal static class Breach
            {
                private static readonly string Assembled = string.Concat("select ", "1");
                private static string[] Changeable = ["delete from subject"];

                internal static object Run(Transaction transaction, Session session, string name) => {{call}};
            }
            """);
        Assert.False(Assert.Single(Statements(breach.Tree, Compiler.OfProduct(Storage, breach))).IsWritten);
    }

    [Fact]
    public void Only_the_session_and_its_transaction_make_a_command() =>
        Assert.Equal([Session, Transaction], Product.Files.Where(file => Commands(file).Any()).Select(file => file.Path));

    [Theory]
    [InlineData("void M(DbCommand command, string sql) => command.CommandText = sql;")]
    [InlineData("object M(string sql) => new SqliteCommand(sql);")]
    [InlineData("object M(DbConnection connection) => connection.CreateCommand();")]
    [InlineData("object M(DbConnection connection) => connection.CreateBatch();")]
    public void A_command_made_elsewhere_is_found(string member) =>
        Assert.Single(Commands(SourceFile.Of("X.cs", $"class X {{ {member} }}")));

    /// <summary>Inside Storage too: text has no way into a column.</summary>
    [Fact]
    public void Text_does_not_become_a_column()
    {
        var breach = SourceFile.Of(
            "Breach.cs", "class Breach { Hermetic.Storage.Engine.SqlValue Of(string text) => text; }");
        Assert.Equal(["CS0029"], Compiler.OfProduct(Storage, breach).Errors().Select(error => error.Id));
    }

    [Fact]
    public void No_other_project_contains_sql() =>
        Assert.Empty(Product.Files
            .Where(file => !file.Path.StartsWith($"src/{Storage}/", StringComparison.Ordinal))
            .SelectMany(Sentences));

    [Theory]
    [InlineData("\"select 1\"")]
    [InlineData("\"SELECT name from person\"u8")]
    [InlineData("$\"delete from {name}\"")]
    [InlineData("\"\"\"\n insert into person values ($1)\n \"\"\"")]
    [InlineData("\"Update person set name = $1\"")]
    [InlineData("\"drop table person\"")]
    public void Sql_elsewhere_is_found(string literal) =>
        Assert.Single(Sentences(SourceFile.Of("X.cs", $"class X {{ object M(string name) => {literal}; }}")));

    [Theory]
    [InlineData("\"Delete my data\"")]
    [InlineData("\"Selected\"")]
    [InlineData("\"insert a coin\"")]
    public void A_sentence_is_not_sql(string literal) =>
        Assert.Empty(Sentences(SourceFile.Of("X.cs", $"class X {{ string M() => {literal}; }}")));

    private static List<(string Where, bool IsWritten)> Statements(SyntaxTree tree, CSharpCompilation storage)
    {
        var model = storage.GetSemanticModel(tree);
        return tree.FilePath is Session or Transaction or Migrations or Copy
            ? []
            : [.. tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => SqlOf(model.GetSymbolInfo(call).Symbol) is not null)
                .Select(call => ($"{tree.FilePath}: {call}", IsWritten(Sql(call, model), model)))];
    }

    private static IParameterSymbol? SqlOf(ISymbol? symbol) =>
        symbol is IMethodSymbol { ContainingType.Name: "Session" or "Transaction" } method
            ? method.Parameters.FirstOrDefault(parameter => parameter.Name == "sql")
            : null;

    private static ExpressionSyntax Sql(InvocationExpressionSyntax call, SemanticModel model)
    {
        var arguments = call.ArgumentList.Arguments;
        var named = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.Text == "sql");
        return (named ?? arguments[SqlOf(model.GetSymbolInfo(call).Symbol)!.Ordinal]).Expression;
    }

    /// <summary>A constant, or the variable of a loop over a readonly list of constants.</summary>
    private static bool IsWritten(ExpressionSyntax sql, SemanticModel model) =>
        model.GetConstantValue(sql).HasValue
        || (Declaration(sql, model) is ForEachStatementSyntax loop
            && Declaration(loop.Expression, model) is VariableDeclaratorSyntax list
            && model.GetDeclaredSymbol(list) is IFieldSymbol { IsReadOnly: true }
            && list.Initializer?.Value is CollectionExpressionSyntax { Elements: var all }
            && all.All(one => one is ExpressionElementSyntax element
                && model.GetConstantValue(element.Expression).HasValue));

    private static SyntaxNode? Declaration(ExpressionSyntax name, SemanticModel model) =>
        model.GetSymbolInfo(name).Symbol?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    private static IEnumerable<SyntaxNode> Commands(SourceFile file) =>
        file.Nodes<SimpleNameSyntax>().Where(name => name.Identifier.Text is
            "CommandText" or "CreateCommand" or "CreateBatch" or "CreateBatchCommand" or "SqliteCommand");

    private static IEnumerable<string> Sentences(SourceFile file) => file.Nodes<ExpressionSyntax>()
        .Where(node => node switch
        {
            LiteralExpressionSyntax { Token.Value: string text } => Statement().IsMatch(text),
            InterpolatedStringExpressionSyntax { Contents: [InterpolatedStringTextSyntax first, ..] } =>
                Statement().IsMatch(first.TextToken.ValueText),
            _ => false,
        })
        .Select(file.At);

    [GeneratedRegex(
        @"^\s*(select\s|insert\s+(or\s+\w+\s+)?into\s|update\s+\S+\s+set\s|delete\s+from\s|pragma\s"
        + @"|with\s+\w+\s+as\s*\(|(create|drop|alter)\s+(unique\s+)?(table|index|view|trigger)\s)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Statement();
}
