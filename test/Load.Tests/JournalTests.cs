namespace Load.Tests;

public sealed class JournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("load-journal-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "journal");

    [Fact]
    public async Task What_was_written_is_read_in_its_order()
    {
        SentLine[] lines = [new("1", 1, "a", 5, 6), new("2", 1, "ü\n", 5, Acknowledged: null)];
        await using (var journal = Journal.Open(Path))
            foreach (var line in lines)
                journal.Append(line);
        Assert.Equal(lines, Journal.Read<SentLine>(Path));
    }

    [Fact]
    public async Task A_journal_is_never_written_over()
    {
        await using (Journal.Open(Path))
            Assert.Throws<IOException>(() => Journal.Open(Path));
    }

    [Theory]
    [InlineData("{\"person\":\"1\",\"num"), InlineData(""), InlineData("null")]
    public void A_line_that_is_torn_is_an_error_and_not_the_end(string torn)
    {
        File.WriteAllLines(Path, ["""{"person":"1","number":1,"text":"a","sent":5,"acknowledged":6}""", torn]);
        var thrown = Assert.Throws<InvalidDataException>(() => Journal.Read<SentLine>(Path).ToList());
        Assert.Contains("line 2", thrown.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
