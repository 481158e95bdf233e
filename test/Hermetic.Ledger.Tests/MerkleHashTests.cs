using CsCheck;

namespace Hermetic.Ledger.Tests;

public sealed class MerkleHashTests
{
    private const string EmptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    [Fact]
    public void A_hash_is_written_in_base64_and_read_back() =>
        Gen.Byte.Array[32].Sample(bytes =>
        {
            var hash = new MerkleHash(bytes);
            Assert.Equal(Convert.ToBase64String(bytes), hash.ToString());
            Assert.Equal(hash, MerkleHash.Parse(hash.ToString()));
            Assert.Equal(bytes, hash.ToArray());
        });

    [Theory]
    [InlineData(""), InlineData("AAAA"), InlineData("not base64 at all, and 44 characters long..=")]
    [InlineData(EmptyRoot + "\n"), InlineData(" " + EmptyRoot), InlineData(EmptyRoot + "AAAA")]
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")]                             // no padding
    [InlineData("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=")]                            // unused bits set
    [InlineData("47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=")]                            // base64url
    [InlineData("47DEQpj8HBSa+/TImW+5 JCeuQeRkm5NMpJWZG3hSuFU=")]
    public void Any_other_spelling_is_refused(string text) =>
        Assert.Throws<FormatException>(() => MerkleHash.Parse(text));

    [Fact]
    public void Hashes_are_equal_when_all_bytes_are()
    {
        var bytes = Rfc6962.EmptyRoot.ToArray();
        Assert.Equal(MerkleHash.Parse(EmptyRoot), new MerkleHash(bytes));
        for (var at = 0; at < bytes.Length; at++)
        {
            var other = (byte[])bytes.Clone();
            other[at] ^= 1;
            Assert.NotEqual(Rfc6962.EmptyRoot, new MerkleHash(other));
        }
    }

    [Theory]
    [InlineData(0), InlineData(31), InlineData(33)]
    public void A_hash_has_32_bytes(int length) => Assert.Throws<ArgumentException>(() => new MerkleHash(new byte[length]));
}
