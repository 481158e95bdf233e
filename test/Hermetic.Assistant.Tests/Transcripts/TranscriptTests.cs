using Hermetic.Testing;

namespace Hermetic.Assistant.Tests.Transcripts;

/// <summary>
/// Whole conversations as people have them, understood by the built-in brain, in <c>test/transcripts</c>;
/// <c>UPDATE_GOLDEN=1</c> writes the answers anew, and whoever does that reads them.
/// </summary>
public sealed class TranscriptTests
{
    private static readonly bool _updates = Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1";
    private static readonly string _folder = Path.Combine(Repository.Root, "test", "transcripts");

    public static TheoryData<string> Names() =>
        [.. Directory.GetFiles(_folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_conversation_goes_as_it_is_written(string name)
    {
        var file = Path.Combine(_folder, name + ".txt");
        var written = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

        var played = await Transcript.Read(written).PlayAsync();

        if (_updates)
            await File.WriteAllTextAsync(file, played, TestContext.Current.CancellationToken);
        else
            Assert.Equal(written.ReplaceLineEndings("\n"), played);
        Assert.DoesNotContain("there is no such button", played, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_enough_of_them_and_each_has_a_title_of_its_own()
    {
        var titles = Directory.GetFiles(_folder, "*.txt").Select(file => File.ReadLines(file).First()).ToList();

        Assert.InRange(titles.Count, 60, 200);
        Assert.All(titles, title => Assert.StartsWith("# ", title, StringComparison.Ordinal));
        Assert.Equal(titles.Count, titles.Distinct(StringComparer.Ordinal).Count());
    }
}
