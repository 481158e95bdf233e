using System.Text;
using CsCheck;

namespace Hermetic.Ledger.Tests;

public sealed class LedgerEntryTests
{
    private static readonly LedgerEntry Full = new()
    {
        Action = "message.received",
        Actor = "whatsapp",
        At = LedgerHour.Of(new(2026, 11, 22, 19, 30, 0, TimeSpan.Zero)),
        Object = "message/5",
        Sealed = new byte[] { 1, 1, 0xFF },
        Subject = new("3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c"),
    };

    [Fact]
    public void An_entry_is_canonical_JSON_with_sorted_members() =>
        Assert.Equal(
            """{"action":"message.received","actor":"whatsapp","at":"2026-11-22T19Z","object":"message/5","sealed":"AQH/","subject":"3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c","v":1}""",
            Encoding.UTF8.GetString(Full.ToCanonicalJson()));

    [Fact]
    public void Absent_members_are_left_out() =>
        Assert.Equal(
            """{"action":"a","actor":"b","at":"2026-11-22T19Z","v":1}""",
            Encoding.UTF8.GetString(new LedgerEntry { Action = "a", Actor = "b", At = Full.At }.ToCanonicalJson()));

    [Fact]
    public void Every_entry_is_read_back_as_it_was() =>
        Gen.Select(Gen.String[1, 30], Gen.String.Null(), Gen.Byte.Array[0, 99], Gen.Guid.Nullable()).Sample(members =>
        {
            var (word, thing, envelope, subject) = members;
            if (!IsUnicode(word) || !IsUnicode(thing ?? ""))
                return;
            var entry = Full with { Action = word, Object = thing, Sealed = envelope, Subject = subject };
            Assert.True(LedgerEntry.TryParse(entry.ToCanonicalJson(), out var read));
            Assert.Equal((word, thing, subject), (read.Action, read.Object, read.Subject));
            Assert.Equal(envelope, read.Sealed.ToArray());
            Assert.Equal(entry, read);
            Assert.Equal(entry.GetHashCode(), read.GetHashCode());
            Assert.NotEqual(entry, read with { Sealed = (byte[])[.. envelope, 0] });
        });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z"}""")]                          // no version
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","v":2}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","v":"1"}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","v":1.0}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19:30:00Z","v":1}""")]              // an exact time
    [InlineData("""{"action":"","actor":"b","at":"2026-11-22T19Z","v":1}""")]
    [InlineData("""{"action":"a","at":"2026-11-22T19Z","v":1}""")]
    [InlineData("""{"actor":"b","action":"a","at":"2026-11-22T19Z","v":1}""")]                    // order
    [InlineData("""{"action":"a","action":"a","actor":"b","at":"2026-11-22T19Z","v":1}""")]       // doubled
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","phone":"+49","v":1}""")]      // unknown
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","object":null,"v":1}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","object":{"v":1},"v":1}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","sealed":"","v":1}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","sealed":"AB==","v":1}""")]    // unused bits
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","subject":"491701234567","v":1}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","subject":"3F2B8C1E-94D0-4B7A-A6D5-0C1E2F3A4B5C","v":1}""")]
    [InlineData("""{"action": "a","actor":"b","at":"2026-11-22T19Z","v":1}""")]                   // white space
    [InlineData("""{"action":"\u0061","actor":"b","at":"2026-11-22T19Z","v":1}""")]               // another spelling
    [InlineData("""{"action":"\ud83d","actor":"b","at":"2026-11-22T19Z","v":1}""")]               // lone surrogate
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","v":1}{}""")]
    [InlineData("""{"action":"a","actor":"b","at":"2026-11-22T19Z","v":1""")]
    public void Bytes_that_the_log_would_not_have_written_are_refused(string json) =>
        Assert.False(LedgerEntry.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Any_bytes_are_judged_without_an_exception() =>
        Gen.Byte.Array[0, 200].Sample(bytes => !LedgerEntry.TryParse(bytes, out _));

    [Fact]
    public void A_damaged_entry_is_refused_or_is_another_entry_and_never_an_exception()
    {
        var json = Full.ToCanonicalJson();
        for (var bit = 0; bit < json.Length * 8; bit++)
        {
            var damaged = (byte[])json.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            if (LedgerEntry.TryParse(damaged, out var other))
                Assert.Equal(damaged, other.ToCanonicalJson());
        }
    }

    [Fact]
    public void An_entry_has_at_most_65535_bytes()
    {
        var overhead = (Full with { Object = "" }).ToCanonicalJson().Length;
        var longest = Full with { Object = new('x', EntryBundle.MaxEntryLength - overhead) };
        Assert.True(LedgerEntry.TryParse(longest.ToCanonicalJson(), out _));
        Assert.Throws<InvalidOperationException>(() => (longest with { Object = longest.Object + "x" }).ToCanonicalJson());
    }

    [Fact]
    public void An_entry_names_its_action_and_its_actor()
    {
        Assert.Throws<InvalidOperationException>(() => (Full with { Action = "" }).ToCanonicalJson());
        Assert.Throws<InvalidOperationException>(() => (Full with { Actor = "" }).ToCanonicalJson());
        Assert.ThrowsAny<ArgumentException>(() => (Full with { Action = "\ud83d" }).ToCanonicalJson());
    }

    private static bool IsUnicode(string text) => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar);
}
