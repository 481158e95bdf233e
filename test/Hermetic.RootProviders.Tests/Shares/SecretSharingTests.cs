using CsCheck;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Shares;

namespace Hermetic.RootProviders.Tests.Shares;

public sealed class SecretSharingTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);

    public void Dispose()
    {
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    [Theory]
    [InlineData(0x57, 0x83, 0xC1)]      // FIPS 197 §4.2
    [InlineData(0x57, 0x13, 0xFE)]      // FIPS 197 §4.2.1
    [InlineData(0x53, 0xCA, 0x01)]
    [InlineData(0x00, 0xFF, 0x00)]
    [InlineData(0xFF, 0x01, 0xFF)]
    public void Bytes_are_multiplied_as_in_AES(int one, int other, int product)
    {
        Assert.Equal(product, SecretSharing.Multiply(one, other));
        Assert.Equal(product, SecretSharing.Multiply(other, one));
    }

    [Fact]
    public void Everything_but_zero_has_its_inverse() => Assert.All(
        Enumerable.Range(1, 255), value => Assert.Equal(1, SecretSharing.Multiply(value, SecretSharing.Invert(value))));

    /// <summary>Made by hand over the same field: 0x42 + 0x17·x + 0xA5·x², at 1, 2 and 5.</summary>
    [Fact]
    public void Shares_of_a_known_polynomial_give_its_value_at_zero()
    {
        using var secret = _arena.Rent(1);
        var shares = new[] { 1, 2, 5 }.Select(x => (x, Of((byte)(
            0x42 ^ SecretSharing.Multiply(0x17, x) ^ SecretSharing.Multiply(0xA5, SecretSharing.Multiply(x, x)))))).ToList();
        Assert.Equal(0xF0, shares[0].Item2.Span[0]);    // 42 ^ 17 ^ A5

        SecretSharing.Combine(shares, secret.Span);

        Assert.Equal(0x42, secret.Span[0]);
        shares.ForEach(share => share.Item2.Dispose());
    }

    [Fact]
    public void Any_as_many_as_the_threshold_give_the_secret_and_one_fewer_do_not() => Gen.Select(
        Gen.Int[2, 6], Gen.Int[0, 4], Gen.Byte.Array[32], Gen.Int).Sample(made =>
        {
            var (threshold, more, bytes, seed) = made;
            using var secret = Of(bytes);
            var shares = SecretSharing.Split(secret, threshold, threshold + more, _arena);
            var chosen = shares.Index().OrderBy(share => new Random(seed ^ share.Index).Next()).Take(threshold)
                .Select(share => (share.Index + 1, share.Item)).ToList();

            Assert.Equal(bytes, Combined(chosen));
            Assert.NotEqual(bytes, Combined([.. chosen.Skip(1)]));
            foreach (var share in shares)
                share.Dispose();
        }, iter: 200, threads: 1);

    [Fact]
    public void One_share_of_two_is_any_byte_alike_often()
    {
        using var secret = Of(new byte[32]);
        var seen = new int[256];
        for (var i = 0; i < 512; i++)
        {
            var shares = SecretSharing.Split(secret, 2, 2, _arena);
            foreach (var value in shares[0].Span)
                seen[value]++;
            foreach (var share in shares)
                share.Dispose();
        }
        // 64 expected of each; a share that leaned towards the secret would show at once.
        Assert.All(seen, count => Assert.InRange(count, 16, 160));
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 3)]
    [InlineData(2, 256)]
    public void A_threshold_is_at_least_two_and_at_most_the_number(int threshold, int count)
    {
        using var secret = Of(new byte[32]);
        Assert.Throws<ArgumentOutOfRangeException>(() => SecretSharing.Split(secret, threshold, count, _arena));
    }

    private byte[] Combined(IReadOnlyList<(int, SecretBuffer)> shares)
    {
        var secret = new byte[32];
        SecretSharing.Combine(shares, secret);
        return secret;
    }

    private SecretBuffer Of(params byte[] bytes)
    {
        var buffer = _arena.Rent(bytes.Length);
        bytes.CopyTo(buffer.Span);
        return buffer;
    }
}
