using System.Security.Cryptography;
using CsCheck;

namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class MacKeyTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);
    private readonly MacKey _key;

    public MacKeyTests() => _key = new(Samples.Counting(_arena));

    public void Dispose()
    {
        _key.Dispose();
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    [Fact]
    public void A_tag_is_the_documented_hmac()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
        byte[] message =
        [
            .. "hermetic/tag"u8, 0, 0, 0, 5, .. "phone"u8, 0, 0, 0, 2, .. "49"u8, 0, 0, 0, 0, 0, 0, 0, 1, .. "x"u8,
        ];
        Assert.Equal(HMACSHA512.HashData(key, message)[..16], _key.Tag("phone", "49"u8, ""u8, "x"u8).ToArray());
    }

    [Fact]
    public void A_bucket_is_the_documented_hmac_and_no_part_of_a_tag()
    {
        byte[] key = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];
        byte[] message = [.. "hermetic/bucket"u8, 0, 0, 0, 5, .. "phone"u8, 0, 0, 0, 2, .. "49"u8];
        var hash = HMACSHA512.HashData(key, message);
        Assert.Equal((hash[0] * 256) + hash[1], _key.Bucket("phone", "49"u8));
        Assert.NotEqual(hash[..2], _key.Tag("phone", "49"u8).ToArray()[..2]);
    }

    [Fact]
    public void The_same_value_has_the_same_tag_and_another_value_purpose_or_key_another()
    {
        using var another = MacKey.Generate(_arena);
        var tag = _key.Tag("phone", "4915112345678"u8);
        Assert.Equal(tag, _key.Tag("phone", "4915112345678"u8));
        Assert.NotEqual(tag, _key.Tag("phone", "4915112345679"u8));
        Assert.NotEqual(tag, _key.Tag("bsuid", "4915112345678"u8));
        Assert.NotEqual(tag, another.Tag("phone", "4915112345678"u8));
    }

    [Fact]
    public void Parts_are_not_run_together()
    {
        Tag[] tags =
        [
            _key.Tag("p", "ab"u8),
            _key.Tag("p", "ab"u8, ""u8),
            _key.Tag("p", ""u8, "ab"u8),
            _key.Tag("p", "a"u8, "b"u8),
            _key.Tag("p", "a"u8, "b"u8, ""u8),
            _key.Tag("p", "a"u8, ""u8, "b"u8),
            _key.Tag("pa", "b"u8),
            _key.Tag("", "p"u8, "ab"u8),
        ];
        Assert.Equal(tags.Length, tags.Distinct().Count());
    }

    [Fact]
    public void No_two_different_pairs_of_parts_meet() =>
        Gen.Select(Gen.Byte.Array[0, 6], Gen.Byte.Array[0, 6], Gen.Int[0, 6]).Sample((a, b, cut) =>
        {
            using var arena = new SecretArena(1 << 20);
            using var key = new MacKey(Samples.Counting(arena));
            byte[] joined = [.. a, .. b];
            var at = Math.Min(cut, joined.Length);
            var same = key.Tag("p", a, b) == key.Tag("p", joined.AsSpan(..at), joined.AsSpan(at..));
            Assert.Equal(at == a.Length, same);
        }, iter: 500);

    [Fact]
    public void Values_spread_over_the_buckets()
    {
        var buckets = Enumerable.Range(0, 4000)
            .Select(number => _key.Bucket("phone", BitConverter.GetBytes(number))).ToArray();
        Assert.All(buckets, bucket => Assert.InRange(bucket, 0, 65535));
        // 4000 draws from 65,536: about 3880 different ones, and on average half of the range.
        Assert.InRange(buckets.Distinct().Count(), 3800, 3960);
        Assert.InRange(buckets.Average(), 31000, 34600);
    }

    [Fact]
    public void A_disposed_key_makes_no_tags()
    {
        var key = MacKey.Generate(_arena);
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Tag("p", "v"u8));
        Assert.Throws<ObjectDisposedException>(() => key.Bucket("p", "v"u8));
    }
}
