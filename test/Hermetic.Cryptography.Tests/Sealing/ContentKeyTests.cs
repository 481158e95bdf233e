using System.Security.Cryptography;
using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class ContentKeyTests : IDisposable
{
    private static readonly Guid Other = new("99999999-9999-4999-8999-999999999999");
    private readonly SecretArena _arena = new(8 << 20);
    private readonly ContentKey _key;
    private readonly Sealed<Body> _box;

    public ContentKeyTests()
    {
        _key = Samples.CountingKey(_arena);
        _box = _key.Seal<Body>("Tomorrow at nine"u8, Samples.Place);
    }

    public void Dispose()
    {
        _key.Dispose();
        Assert.Equal(0, _arena.InUse);      // whatever a test tried, nothing opened stays behind
        _arena.Dispose();
    }

    public static TheoryData<string, SealContext> Swaps { get; } = new()
    {
        { "table", Samples.Place with { Table = "messagf" } },
        { "column", Samples.Place with { Column = "bodz" } },
        { "row", Samples.Place with { Row = Other } },
        { "row version", Samples.Place with { RowVersion = 8 } },
        { "subject", Samples.Place with { Subject = Other } },
        { "nobody's", Samples.Place with { Subject = Guid.Empty } },
        { "row and subject", Samples.Place with { Row = Samples.Place.Subject, Subject = Samples.Place.Row } },
        { "table and column", Samples.Place with { Table = "body", Column = "message" } },
        { "a letter moved from table to column", Samples.Place with { Table = "messag", Column = "ebody" } },
    };

    [Fact]
    public void What_is_sealed_opens_in_its_place() =>
        Assert.Equal("Tomorrow at nine"u8.ToArray(), _key.OpenBytes(_box, Samples.Place));

    [Fact]
    public void Content_of_any_length_comes_back_whole() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 20_000]).Sample(content =>
        {
            using var arena = new SecretArena(1 << 20);
            using var key = Samples.CountingKey(arena);
            var stored = Sealed<Body>.FromStore(key.Seal<Body>(content, Samples.Place).Envelope);
            Assert.Equal(content, key.OpenBytes(stored, Samples.Place));
        }, iter: 300);

    [Theory]
    [MemberData(nameof(Swaps))]
    public void It_opens_in_no_other_place(string what, SealContext place)
    {
        Assert.NotEqual(Samples.Place, place);
        Assert.True(_key.WhyNot(_box, place) == EnvelopeFailure.Commitment, what);
    }

    [Fact]
    public void It_opens_as_no_other_kind_or_schema_version()
    {
        var (token, later) = (Sealed<Token>.FromStore(_box.Envelope), Sealed<LaterBody>.FromStore(_box.Envelope));
        Assert.Equal(EnvelopeFailure.Commitment, _key.WhyNot(token, Samples.Place));
        Assert.Equal(EnvelopeFailure.Commitment, _key.WhyNot(later, Samples.Place));
    }

    [Fact]
    public void It_opens_in_no_other_deployment()
    {
        using var elsewhere = Samples.CountingKey(_arena, deployment: Other);
        Assert.Equal(EnvelopeFailure.Commitment, elsewhere.WhyNot(_box, Samples.Place));
    }

    [Fact]
    public void Another_persons_key_does_not_open_it()
    {
        using var another = ContentKey.Generate(KeyId.ForSlot(13), Samples.Deployment, _arena);
        Assert.Equal(EnvelopeFailure.WrongKey, another.WhyNot(_box, Samples.Place));
    }

    [Fact]
    public void What_is_sealed_with_a_code_opens_with_that_code_and_this_key_alone()
    {
        using var locked = _key.WithCode("K7QM2XWD9FHT"u8, Other);
        var box = locked.Seal<Body>("everything"u8, Samples.Place);
        using var again = _key.WithCode("K7QM2XWD9FHT"u8, Other);
        Assert.Equal("everything"u8.ToArray(), again.OpenBytes(box, Samples.Place));

        using var wrongCode = _key.WithCode("K7QM2XWD9FHS"u8, Other);
        using var otherRow = _key.WithCode("K7QM2XWD9FHT"u8, Samples.Place.Row);
        using var imposter = ContentKey.Generate(_key.KeyId, Samples.Deployment, _arena);
        using var stolen = imposter.WithCode("K7QM2XWD9FHT"u8, Other);
        Assert.All(
            [_key, wrongCode, otherRow, stolen],
            key => Assert.Equal(EnvelopeFailure.Commitment, key.WhyNot(box, Samples.Place)));
        Assert.Equal(EnvelopeFailure.Commitment, locked.WhyNot(_box, Samples.Place));
    }

    [Fact]
    public void The_key_of_a_code_is_that_of_the_formats_page()
    {
        using var locked = _key.WithCode("K7QM2XWD9FHT"u8, Other);
        var box = locked.Seal<Body>("by the book"u8, Samples.Place);
        byte[] info =
        [
            .. "hermetic/code"u8, .. IdOf(_key.KeyId), .. Other.ToByteArray(bigEndian: true),
        ];
        var derived = HKDF.DeriveKey(
            HashAlgorithmName.SHA512, [.. Enumerable.Range(0, 32).Select(one => (byte)one)], 32, salt: "K7QM2XWD9FHT"u8.ToArray(), info);
        using var byTheBook = new ContentKey(_key.KeyId, Samples.Deployment, Secret(derived));

        Assert.Equal("by the book"u8.ToArray(), byTheBook.OpenBytes(box, Samples.Place));

        static byte[] IdOf(KeyId id)
        {
            var bytes = new byte[KeyId.Size];
            id.WriteTo(bytes);
            return bytes;
        }
    }

    [Fact]
    public void An_empty_code_is_refused() =>
        Assert.Throws<ArgumentException>(() => _key.WithCode([], Other));

    private SecretBuffer Secret(byte[] bytes)
    {
        var buffer = _arena.Rent(bytes.Length);
        bytes.CopyTo(buffer.Span);
        return buffer;
    }

    [Fact]
    public void Another_key_in_the_same_slot_does_not_open_it()
    {
        using var imposter = ContentKey.Generate(_key.KeyId, Samples.Deployment, _arena);
        Assert.Equal(EnvelopeFailure.Commitment, imposter.WhyNot(_box, Samples.Place));
    }

    [Fact]
    public void Every_flipped_bit_is_refused_and_before_any_decryption_where_the_header_is_hit()
    {
        for (var bit = 0; bit < _box.Envelope.Length * 8; bit++)
        {
            var altered = _box.Envelope.ToArray();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            var reason = Assert.Throws<EnvelopeException>(
                () => _key.OpenBytes(Sealed<Body>.FromStore(altered), Samples.Place)).Reason;
            Assert.Contains(reason, Expected(bit / 8));
        }

        static EnvelopeFailure[] Expected(int position) => position switch
        {
            < 2 => [EnvelopeFailure.Format],
            < 18 => [EnvelopeFailure.Format, EnvelopeFailure.WrongKey],
            < 74 => [EnvelopeFailure.Commitment],
            _ => [EnvelopeFailure.Authentication],
        };
    }

    [Fact]
    public void Every_truncation_and_every_addition_is_refused()
    {
        byte[] longer = [.. _box.Envelope.Span, 0];
        for (var length = 0; length <= longer.Length; length++)
        {
            void Open() => _key.OpenBytes(Sealed<Body>.FromStore(longer.AsMemory(..length)), Samples.Place);
            if (length == _box.Envelope.Length)
                Open();
            else
                Assert.Throws<EnvelopeException>(Open);
        }
    }

    [Fact]
    public void An_altered_commitment_is_refused_as_such_even_if_the_ciphertext_is_altered_too()
    {
        var altered = _box.Envelope.ToArray();
        altered[50] ^= 1;
        altered[^1] ^= 1;
        Assert.Equal(EnvelopeFailure.Commitment, _key.WhyNot(Sealed<Body>.FromStore(altered), Samples.Place));
    }

    [Fact]
    public void Bytes_of_an_envelope_whose_padding_is_none_are_refused()
    {
        var context = new EnvelopeContext(Samples.Deployment, Body.Kind, Body.SchemaVersion, Samples.Place);
        using var bytes = Samples.Counting(_arena);
        foreach (var content in new[] { new byte[64], [.. Enumerable.Repeat((byte)1, 64)], [0x80, .. new byte[255]] })
        {
            var envelope = Envelope.Seal(bytes.Span, _key.KeyId, context, content);
            Assert.Equal(EnvelopeFailure.Format, _key.WhyNot(Sealed<Body>.FromStore(envelope), Samples.Place));
        }
    }

    [Fact]
    public void No_two_envelopes_of_the_same_content_share_anything_but_the_key_id()
    {
        var again = _key.Seal<Body>("Tomorrow at nine"u8, Samples.Place);
        Assert.Equal(_box.Envelope[..18].ToArray(), again.Envelope[..18].ToArray());
        foreach (var part in new[] { 18..42, 42..74, 74..90, ^16..^0 })
            Assert.NotEqual(_box.Envelope[part].ToArray(), again.Envelope[part].ToArray());
    }

    [Theory]
    [InlineData(0, 64)]
    [InlineData(63, 64)]
    [InlineData(64, 256)]
    [InlineData(1023, 1024)]
    [InlineData(16384, 65536)]
    [InlineData(65536, 131072)]
    public void The_length_of_an_envelope_tells_a_bucket_only(int content, int padded) =>
        Assert.Equal(90 + padded, _key.Seal<Body>(new byte[content], Samples.Place).Envelope.Length);

    [Fact]
    public void The_envelope_names_its_key_in_the_clear_and_nothing_of_the_content()
    {
        Assert.Equal(KeyId.ForSlot(12), _box.KeyId);
        Assert.Equal(KeyId.ForSlot(12), Sealed<Body>.FromStore(_box.Envelope).KeyId);
        Assert.Equal(-1, _box.Envelope.Span.IndexOf("Tomorrow"u8));
    }

    [Fact]
    public void A_budget_too_small_for_the_content_refuses_to_open_it()
    {
        using var small = new SecretArena(64);
        using var key = Samples.CountingKey(small);
        Assert.Throws<SecretMemoryExhaustedException>(() => key.OpenBytes(_box, Samples.Place));
        Assert.Throws<SecretMemoryExhaustedException>(() => key.Seal<Body>("x"u8, Samples.Place));
    }

    [Fact]
    public void A_disposed_key_neither_seals_nor_opens()
    {
        var key = Samples.CountingKey(_arena);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Seal<Body>("x"u8, Samples.Place));
        Assert.Throws<ObjectDisposedException>(() => key.OpenBytes(_box, Samples.Place));
        Assert.Throws<ObjectDisposedException>(key.Pepper);
    }

    [Fact]
    public void The_pepper_is_derived_as_documented_and_dies_with_key_and_slot()
    {
        using var bytes = Samples.Counting(_arena);
        byte[] info = [.. "hermetic/pepper"u8, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12, 0, 0, 0, 1];
        var expected = HKDF.DeriveKey(HashAlgorithmName.SHA512, bytes.Span.ToArray(), 32, salt: [], info);
        using var independent = new MacKey(_arena.Rent(32).Filled(expected));
        using var pepper = _key.Pepper();
        using var otherSlot = Samples.CountingKey(_arena, KeyId.ForSlot(13));
        using var otherPepper = otherSlot.Pepper();
        Assert.Equal(independent.Tag("p", "v"u8), pepper.Tag("p", "v"u8));
        Assert.NotEqual(pepper.Tag("p", "v"u8), otherPepper.Tag("p", "v"u8));
    }
}

internal static class Filling
{
    public static SecretBuffer Filled(this SecretBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(buffer.Span);
        return buffer;
    }
}
