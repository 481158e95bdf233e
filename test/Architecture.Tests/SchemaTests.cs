using System.Text.RegularExpressions;

namespace Architecture.Tests;

/// <summary>
/// A column holds a number or bytes. Where there is no text column, no text is stored in the clear.
/// </summary>
public sealed partial class SchemaTests
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    private static readonly string[] _types = ["integer", "blob"];
    private static readonly string[] _constraints = ["primary", "unique", "check", "foreign", "constraint"];

    [Theory, MemberData(nameof(Migrations))]
    public void Every_column_is_an_integer_or_a_blob(string path)
    {
        var columns = Columns(File.ReadAllText(Product.Full(path))).ToList();
        Assert.True(columns.Count > 0 || HasNoTable(path), "No column was seen.");
        Assert.DoesNotContain(columns, column => !_types.Contains(column.Type));
    }

    /// <summary>Only indexes; or it concerns the other engine alone, has its number here as well, and does nothing.</summary>
    private static bool HasNoTable(string path) => File.ReadLines(Product.Full(path)).All(line =>
        line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal) || line.StartsWith("create index ", StringComparison.Ordinal));

    public static TheoryData<string> Migrations() =>
        [.. Product.Paths("src/Hermetic.Storage/Migrations/Sqlite", "*.sql")];

    [Fact]
    public void The_first_migration_is_read_to_its_last_column()
    {
        var sql = File.ReadAllText(Product.Full("src/Hermetic.Storage/Migrations/Sqlite/0001_spine.sql"));
        var columns = Columns(sql).ToList();
        Assert.Contains(("conversation", "dialogue", "blob"), columns);
        Assert.Contains(("ledger_tile", "bytes", "blob"), columns);
        Assert.Equal(
            sql.Split("create table ").Length - 1, columns.Select(column => column.Table).Distinct().Count());
    }

    [Theory]
    [InlineData("create table person (id blob primary key, name text not null);", "text")]
    [InlineData("create table if not exists p (id blob, at real check (at > max(1, 2)), x integer);", "real")]
    [InlineData("create table person (id blob, note, primary key (id));", "")]
    [InlineData("alter table person add column note varchar(20);", "varchar")]
    [InlineData("ALTER TABLE person ADD note TEXT;", "text")]
    public void A_column_of_another_type_is_found(string sql, string type) =>
        Assert.Equal([type], Columns(sql).Select(column => column.Type).Except(_types));

    private static IEnumerable<(string Table, string Column, string Type)> Columns(string sql)
    {
        var clear = Comment().Replace(sql, "");
        foreach (Match table in CreateTable().Matches(clear))
        {
            foreach (var definition in Definitions(clear[(table.Index + table.Length)..]))
            {
                if (!_constraints.Contains(definition[0]))
                    yield return (table.Groups["table"].Value, definition[0], Type(definition));
            }
        }
        foreach (Match added in AddColumn().Matches(clear))
        {
            var type = Type(["", added.Groups["type"].Value]);
            yield return (added.Groups["table"].Value, added.Groups["column"].Value, type);
        }
    }

    /// <summary>The words of each definition, up to the parenthesis that closes the table.</summary>
    private static IEnumerable<string[]> Definitions(string body)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < body.Length && depth >= 0; i++)
        {
            depth += body[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0 || (depth == 0 && body[i] == ','))
            {
                yield return body[from..i].ToLowerInvariant()
                    .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                from = i + 1;
            }
        }
    }

    private static string Type(string[] definition) =>
        definition.Length > 1 ? definition[1].ToLowerInvariant().Split('(')[0] : "";

    [GeneratedRegex(@"--[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"create\s+table\s+(if\s+not\s+exists\s+)?(?<table>\w+)\s*\(", Options, 1000)]
    private static partial Regex CreateTable();

    [GeneratedRegex(
        @"alter\s+table\s+(?<table>\w+)\s+add\s+(column\s+)?(?<column>\w+)\s*(?<type>\w*)", Options, 1000)]
    private static partial Regex AddColumn();
}
