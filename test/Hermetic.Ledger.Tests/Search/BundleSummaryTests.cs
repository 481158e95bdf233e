using System.Text;
using CsCheck;
using Hermetic.Ledger.Search;

namespace Hermetic.Ledger.Tests.Search;

public sealed class BundleSummaryTests
{
    private static readonly LedgerEntry _entry = new()
    {
        Action = "message.accept",
        Actor = "person:3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c",
        At = RecordedLog.Hour("2026-11-22T19Z"),
    };

    [Fact]
    public void It_names_hours_actions_and_kinds_of_actors_and_no_person()
    {
        var summary = Of(
            _entry, _entry with { Actor = "person:other", At = RecordedLog.Hour("2026-11-22T18Z") },
            _entry with { Action = "subject.erase", Actor = "service:privacy" });

        Assert.Equal(
            "2026-11-22T18Z 2026-11-22T19Z\nmessage.accept subject.erase\nperson: service:privacy\n",
            Encoding.UTF8.GetString(summary.ToUtf8()));
    }

    [Fact]
    public void It_is_read_back_as_it_was_written()
    {
        var summary = Of(_entry, _entry with { Action = "subject.erase" });

        Assert.True(BundleSummary.TryParse(summary.ToUtf8(), out var read));
        Assert.Equal(summary, read);
        Assert.False(summary.Equals(null));
    }

    [Fact]
    public void A_bundle_of_people_is_not_opened_for_a_service_nor_for_a_longer_name()
    {
        Assert.False(Of(_entry).MayHold(new() { Actor = "service:outbox" }));
        Assert.False(Of(_entry with { Actor = "service:outbox" }).MayHold(new() { Actor = "service:outbox2" }));
    }

    [Fact]
    public void Every_printable_character_may_stand_in_a_word() =>
        Assert.Equal(["~!"], Of(_entry with { Action = "~!" }).Actions);

    [Theory]
    [InlineData("not json")]
    [InlineData("""{"action":"a b","actor":"c","at":"2026-11-22T19Z","v":1}""")]
    [InlineData("""{"action":"a\nb","actor":"c","at":"2026-11-22T19Z","v":1}""")]
    [InlineData("""{"action":"a","actor":"é","at":"2026-11-22T19Z","v":1}""")]
    public void One_entry_that_says_nothing_makes_a_summary_that_may_hold_anything(string odd)
    {
        var summary = BundleSummary.Of([_entry.ToCanonicalJson(), Encoding.UTF8.GetBytes(odd)]);

        Assert.Equal("*\n"u8.ToArray(), summary.ToUtf8());
        Assert.True(BundleSummary.TryParse(summary.ToUtf8(), out var read));
        Assert.True(read.MayHold(new EntryFilter { Action = "never.seen" }));
    }

    [Fact]
    public void One_that_would_be_too_long_says_nothing()
    {
        var summary = Of([.. Enumerable.Range(0, 256).Select(i => _entry with { Action = new string('a', 100) + i })]);

        Assert.Equal("*\n"u8.ToArray(), summary.ToUtf8());
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("2026-11-22T18Z 2026-11-22T19Z\na\nb")]
    [InlineData("2026-11-22T18Z\na\nb\n")]
    [InlineData("2026-11-22T18Z 2026-11-22T19Z\n\nb\n")]
    [InlineData("2026-11-22T18Z 2026-11-22T19Z\na\n\n")]
    [InlineData("2026-11-22T18Z 2026-11-22T19Z\na\nb\n\n")]
    [InlineData("18 2026-11-22T19Z\na\nb\n")]
    public void What_it_would_not_have_written_is_not_read(string text) =>
        Assert.False(BundleSummary.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void No_bytes_make_the_reader_fail() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        if (BundleSummary.TryParse(bytes, out var read))
            Assert.Equal(bytes, read.ToUtf8());
    });

    [Fact]
    public void What_it_holds_it_never_denies() => Gen.Select(
        OneOf("message.accept", "message.send", "subject.erase").List[1, 9],
        OneOf("person:1", "person:2", "staff:7", "service:outbox").List[1, 9],
        Gen.Int[0, 50].List[1, 9]).Sample(made =>
        {
            var (actions, actors, hours) = made;
            LedgerEntry[] entries =
            [
                .. actions.Select((action, i) => _entry with
                {
                    Action = action,
                    Actor = actors[i % actors.Count],
                    At = LedgerHour.Of(DateTimeOffset.UnixEpoch.AddHours(hours[i % hours.Count])),
                }),
            ];
            Assert.True(BundleSummary.TryParse(Of(entries).ToUtf8(), out var summary));
            foreach (var entry in entries)
                Assert.True(summary.MayHold(new() { Action = entry.Action, Actor = entry.Actor, From = entry.At, To = entry.At }));
        });

    private static BundleSummary Of(params LedgerEntry[] entries) =>
        BundleSummary.Of([.. entries.Select(entry => (ReadOnlyMemory<byte>)entry.ToCanonicalJson())]);

    private static Gen<string> OneOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);
}
