using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermetic.Storage.Tests;

/// <summary>Migrations run once, in order, and never backwards; the schema has no place for text.</summary>
public abstract partial class SchemaContract(IEngine engine) : Contract(engine)
{
    [Fact]
    public void Migrations_are_numbered_from_one_without_a_gap_and_all_of_them_have_run()
    {
        var numbers = typeof(Database).Assembly.GetManifestResourceNames()
            .Select(name => MigrationName().Match(name))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture))
            .Distinct()
            .Order()
            .ToList();

        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
        Assert.Equal(numbers.Count, Engine.SchemaVersion);
    }

    [Fact]
    public async Task Opening_again_runs_no_migration_again_and_keeps_what_is_stored()
    {
        var (version, columns) = (Engine.SchemaVersion, Engine.Columns);
        await Database.CommitAsync(transaction => Suppressions.Add(transaction, TagOf(1)));

        await ReopenAsync();

        Assert.Equal((version, columns.Count), (Engine.SchemaVersion, Engine.Columns.Count));
        Assert.True(IsStopped(1));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_a_sentence_that_names_both_numbers()
    {
        var known = Engine.SchemaVersion;
        Engine.SchemaVersion = known + 1;
        Database.Dispose();

        var refused = await Assert.ThrowsAsync<StorageOpenException>(() => Engine.OpenAsync(Clock));

        Assert.Contains($"schema {known + 1}", refused.Message, StringComparison.Ordinal);
        Assert.Contains($"up to {known}", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_newer_schema_is_left_as_it_is()
    {
        var known = Engine.SchemaVersion;
        Engine.SchemaVersion = known + 1;
        Database.Dispose();

        await Assert.ThrowsAsync<StorageOpenException>(() => Engine.OpenAsync(Clock));

        Assert.Equal(known + 1, Engine.SchemaVersion);
    }

    [Fact]
    public void Every_column_is_a_number_or_bytes()
    {
        Assert.NotEmpty(Engine.Columns);
        Assert.All(Engine.Columns, column => Assert.Contains(column.Type, new[] { "integer", "blob" }));
    }

    [GeneratedRegex(
        @"\.Migrations\..*/(?<number>\d{4})_[a-z_]+\.sql$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MigrationName();
}
