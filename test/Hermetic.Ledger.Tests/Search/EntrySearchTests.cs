using System.Globalization;
using CsCheck;
using Hermetic.Ledger.Search;

namespace Hermetic.Ledger.Tests.Search;

public sealed class EntrySearchTests
{
    private static readonly EntryFilter _erasures = new() { Action = "subject.erase" };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1000)]
    public async Task Without_a_wish_everything_is_found_the_latest_first(int size)
    {
        var log = (await RecordedLog.OfAsync(size)).Summarised();

        Assert.Equal(Enumerable.Range(0, size).Reverse().Select(index => (long)index), await log.FindAsync(new EntryFilter()));
    }

    [Fact]
    public async Task A_rare_action_opens_the_bundles_that_hold_it_and_the_one_that_grows()
    {
        var log = (await RecordedLog.OfAsync(5000, (index, entry) =>
            index is 700 or 3000 ? entry with { Action = "subject.erase" } : entry)).Summarised();

        Assert.Equal([3000, 700], await log.FindAsync(_erasures));
        Assert.Equal([700 / 256, 3000 / 256, 5000 / 256], log.Opened.Order());
    }

    [Fact]
    public async Task What_has_no_summary_yet_is_searched_all_the_same()
    {
        var log = await RecordedLog.OfAsync(600, (index, entry) => index == 5 ? entry with { Action = "subject.erase" } : entry);

        Assert.Equal([5], await log.FindAsync(_erasures));
        Assert.Equal([0, 1, 2], log.Opened.Order());
    }

    [Fact]
    public async Task A_search_goes_on_where_it_stopped()
    {
        var log = (await RecordedLog.OfAsync(700)).Summarised();

        Assert.Equal([511, 510], (await log.FindAsync(new EntryFilter(), before: 512)).Take(2));
        Assert.Equal([0], await log.FindAsync(new EntryFilter(), before: 1));
        Assert.Empty(await log.FindAsync(new EntryFilter(), before: 0));
    }

    [Fact]
    public async Task A_torn_or_missing_bundle_is_an_error_and_no_empty_answer()
    {
        var log = await RecordedLog.OfAsync(300);
        log.Entries.AddRange(log.Entries.ToArray());    // says that it is longer than it is

        await Assert.ThrowsAsync<InvalidDataException>(() => log.FindAsync(_erasures));
    }

    [Fact]
    public void Whatever_is_asked_the_answer_is_that_of_a_plain_look_at_every_entry() => Gen.Select(
        Gen.Int[0, 1200], OneOf(null, "subject.erase", "subject.", "message.accept", "ledger.read"),
        OneOf(null, "person:3", "person:", "staff:1", "service:privacy", "service:"),
        Gen.Int[-2, 20].Nullable(), Gen.Int[-2, 20].Nullable(), Gen.Bool).Sample(question =>
        {
            var (size, action, actor, from, to, summarised) = question;
            var log = RecordedLog.OfAsync(size, Varied).GetAwaiter().GetResult();
            if (summarised)
                log.Summarised();
            var filter = new EntryFilter { Action = action, Actor = actor, From = Hour(from), To = Hour(to) };
            var expected = log.Entries.Index().Where(entry => filter.Matches(entry.Item)).Select(entry => (long)entry.Index).Reverse();

            Assert.Equal(expected, log.FindAsync(filter).GetAwaiter().GetResult());
        }, iter: 60);

    private static LedgerEntry Varied(long index, LedgerEntry entry) => (index % 331) switch
    {
        7 => entry with { Action = "subject.erase", Actor = "service:privacy" },
        9 => entry with { Action = "subject.export", Actor = "staff:1" },
        _ => entry,
    };

    [Fact]
    public async Task A_torn_bundle_is_an_error_and_not_an_empty_one()
    {
        var tiles = await MemoryTiles.OfSizeAsync(1);
        tiles.Files["tile/entries/000.p/1"] = [1];
        var search = new EntrySearch(tiles, new RecordedLog());
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
            await search.FindAsync(new(), size: 1, before: 1, CancellationToken.None).GetAsyncEnumerator().MoveNextAsync());
    }

    private static LedgerHour? Hour(int? hour) => hour is { } number
        ? LedgerHour.Of(new DateTimeOffset(2026, 1, 1, 0, 30, 0, TimeSpan.Zero).AddHours(number))
        : null;

    private static Gen<string?> OneOf(params string?[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
