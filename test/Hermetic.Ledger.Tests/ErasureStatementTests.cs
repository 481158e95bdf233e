using System.Text;
using CsCheck;

namespace Hermetic.Ledger.Tests;

/// <summary>The ledger entry that certifies an erasure.</summary>
public sealed class ErasureStatementTests
{
    private static readonly ErasureStatement Statement = new()
    {
        Deployment = new("6f0dd1c1-94d0-4b7a-a6d5-0c1e2f3a4b5c"),
        FromEpoch = 6,
        ToEpoch = 7,
        Commitment = new byte[32],
        DestroyedAt = LedgerHour.Of(new(2026, 11, 22, 19, 30, 0, TimeSpan.Zero)),
        Places = new Dictionary<string, ErasurePlace>(StringComparer.Ordinal)
        {
            ["service"] = new("file", 0, HorizonHours: null),
            ["escrow north"] = new("sftp", 2, HorizonHours: 0),
        },
    };

    internal static LedgerEntry Entry { get; } = new()
    {
        Action = "subject.erasure-certified",
        Actor = "service:privacy",
        At = Statement.DestroyedAt,
        Erasure = Statement,
        Subject = new("3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c"),
    };

    [Fact]
    public void It_is_a_member_of_the_entry_and_canonical_like_it() => Assert.Equal(
        """{"action":"subject.erasure-certified","actor":"service:privacy","at":"2026-11-22T19Z","erasure":{"commitment":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","deployment":"6f0dd1c1-94d0-4b7a-a6d5-0c1e2f3a4b5c","destroyed":"2026-11-22T19Z","from":6,"places":{"escrow north":{"horizon-hours":0,"kind":"sftp","level":2},"service":{"kind":"file","level":0}},"to":7},"subject":"3f2b8c1e-94d0-4b7a-a6d5-0c1e2f3a4b5c","v":1}""",
        Encoding.UTF8.GetString(Entry.ToCanonicalJson()));

    [Theory]
    [InlineData(876_000_000, true)]
    [InlineData(876_000_001, false)]
    public void A_horizon_is_at_most_a_hundred_thousand_years(long hours, bool read)
    {
        var places = new Dictionary<string, ErasurePlace>(StringComparer.Ordinal) { ["service"] = new("file", 0, hours) };
        var entry = Entry with { Erasure = Statement with { Places = places } };
        Assert.Equal(read, LedgerEntry.TryParse(entry.ToCanonicalJson(), out _));
    }

    [Fact]
    public void Every_statement_is_read_back_as_it_was() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Byte.Array[32], Gen.Int[0, 3], Gen.Long[0, 876_000_000].Nullable(), Gen.Guid)
            .Sample((epoch, commitment, level, hours, deployment) =>
            {
                var statement = Statement with
                {
                    Deployment = deployment, FromEpoch = epoch, ToEpoch = epoch + 1, Commitment = commitment,
                    Places = new Dictionary<string, ErasurePlace>(StringComparer.Ordinal) { ["x"] = new("kind", level, hours) },
                };
                var entry = Entry with { Erasure = statement };
                Assert.True(LedgerEntry.TryParse(entry.ToCanonicalJson(), out var read));
                Assert.Equal(entry, read);
                Assert.Equal(statement, read.Erasure);
                Assert.Equal(statement.GetHashCode(), read.Erasure!.GetHashCode());
                Assert.Equal(new ErasurePlace("kind", level, hours), read.Erasure.Places["x"]);
                Assert.Equal(commitment, read.Erasure.Commitment.ToArray());
            });

    [Theory]
    [InlineData("\"from\":6", "\"from\":0")]
    [InlineData("\"from\":6", "\"from\":7")]                        // not a later epoch
    [InlineData("\"from\":6", "\"from\":\"6\"")]
    [InlineData("\"from\":6,", "")]
    [InlineData("\"from\":6", "\"from\":-6")]
    [InlineData("\"level\":2", "\"level\":4")]
    [InlineData("\"kind\":\"sftp\",", "")]
    [InlineData("\"kind\":\"sftp\"", "\"kind\":\"\"")]
    [InlineData("\"horizon-hours\":0", "\"horizon-hours\":9007199254740993")]
    [InlineData("\"horizon-hours\":0", "\"horizon-hours\":1.0")]
    [InlineData("\"places\":{", "\"places\":[")]
    [InlineData("\"service\":{\"kind\":\"file\",\"level\":0}", "\"service\":0")]
    [InlineData("AAA=", "AA==")]
    [InlineData("\"destroyed\":\"2026-11-22T19Z\"", "\"destroyed\":\"2026-11-22T19:30Z\"")]
    [InlineData("\"deployment\":\"6f0dd1c1", "\"deployment\":\"6F0DD1C1")]
    [InlineData("\"erasure\":{", "\"erasure\":null,\"x\":{")]
    [InlineData("\"to\":7", "\"to\":7,\"phone\":\"+49\"")]
    public void What_the_product_would_not_have_written_is_refused(string one, string other)
    {
        var json = Encoding.UTF8.GetString(Entry.ToCanonicalJson());
        var altered = json.Replace(one, other, StringComparison.Ordinal);
        Assert.NotEqual(json, altered);
        Assert.False(LedgerEntry.TryParse(Encoding.UTF8.GetBytes(altered), out _));
    }

    [Fact]
    public void Whoever_changes_a_place_says_something_else()
    {
        var other = Statement with
        {
            Places = new Dictionary<string, ErasurePlace>(StringComparer.Ordinal) { ["service"] = new("file", 0, HorizonHours: null) },
        };
        Assert.NotEqual(Statement, other);
        Assert.NotEqual(Entry, Entry with { Erasure = other });
        Assert.NotEqual(Entry, Entry with { Erasure = null });
    }
}
