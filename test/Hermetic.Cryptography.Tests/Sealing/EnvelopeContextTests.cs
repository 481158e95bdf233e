using System.Text;
using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class EnvelopeContextTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char['a', 'c'], 0, 4];

    private static readonly Gen<EnvelopeContext> Any = Gen.Select(Name, Name, Name, Gen.Long, Gen.Guid, Gen.Guid)
        .Select((table, column, kind, number, row, subject) => new EnvelopeContext(
            Samples.Deployment, kind, number & 3, new(table, column, row, number, subject)));

    [Fact]
    public void The_encoding_is_as_documented()
    {
        var context = new EnvelopeContext(
            new("00010203-0405-0607-0809-0a0b0c0d0e0f"), "kind", 2,
            new("table", "ü", new("10111213-1415-1617-1819-1a1b1c1d1e1f"), -1, Guid.Empty));
        Assert.Equal(
            "00000010" + "000102030405060708090a0b0c0d0e0f" + "00000005" + "7461626c65" + "00000002" + "c3bc"
            + "00000004" + "6b696e64" + "00000008" + "0000000000000002"
            + "00000010" + "101112131415161718191a1b1c1d1e1f" + "00000008" + "ffffffffffffffff"
            + "00000010" + "00000000000000000000000000000000",
            Convert.ToHexStringLower(Encoded(context)));
    }

    [Fact]
    public void No_two_contexts_share_an_encoding() =>
        Gen.Select(Any, Any).Sample((one, other) =>
            Assert.Equal(one == other, Encoded(one).AsSpan().SequenceEqual(Encoded(other))));

    [Fact]
    public void Letters_do_not_wander_between_neighbouring_fields() =>
        Gen.Select(Any, Gen.Int[0, 12], Gen.Int[0, 12]).Sample((context, first, second) =>
        {
            // Table ‖ column ‖ kind cut anew: the same letters in the same order, in other fields.
            var letters = context.Place.Table + context.Place.Column + context.Kind;
            var (from, to) = (Math.Min(first, letters.Length), Math.Min(first + second, letters.Length));
            var recut = context with
            {
                Kind = letters[to..],
                Place = context.Place with { Table = letters[..from], Column = letters[from..to] },
            };
            Assert.Equal(context == recut, Encoded(context).AsSpan().SequenceEqual(Encoded(recut)));
        });

    [Fact]
    public void Names_longer_than_the_stack_holds_are_sealed_and_opened_too()
    {
        using var arena = new SecretArena(1 << 20);
        using var key = Samples.CountingKey(arena);
        var place = Samples.Place with { Table = new StringBuilder().Insert(0, "long", 1000).ToString() };
        var box = key.Seal<Body>("x"u8, place);
        Assert.Equal("x"u8.ToArray(), key.OpenBytes(box, place));
        Assert.Equal(EnvelopeFailure.Commitment, key.WhyNot(box, Samples.Place));
    }

    private static byte[] Encoded(EnvelopeContext context)
    {
        var bytes = new byte[context.Length];
        context.WriteTo(bytes);
        return bytes;
    }
}
