using System.Buffers.Binary;
using System.Text;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

public sealed class CosignerTests
{
    private static readonly byte[] Note = Cosigned.Note(7, Rfc6962.EmptyRoot);

    public static TheoryData<CosignatureAlgorithm> Algorithms => [CosignatureAlgorithm.Ed25519, CosignatureAlgorithm.MLDsa44];

    [Theory, MemberData(nameof(Algorithms))]
    public void A_cosignature_verifies_and_tells_its_second(CosignatureAlgorithm algorithm)
    {
        using var witness = Cosigned.Of(algorithm);
        var found = witness.Key().Find(Note.With(witness, Cosigned.Noon.AddMilliseconds(999)));
        Assert.Equal(new Cosignature(CosignatureState.Good, 1_800_000_000), found);
    }

    [Fact]
    public void The_message_under_an_Ed25519_cosignature_is_the_specifications()
    {
        using var witness = Cosigned.Ed25519();
        var line = Decode(witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon));
        var algorithm = NSec.Cryptography.SignatureAlgorithm.Ed25519;
        var encoded = Convert.FromBase64String(witness.VerifierKey.Split('+', 3)[2]);
        Assert.Equal(0x04, encoded[0]);
        var key = NSec.Cryptography.PublicKey.Import(
            algorithm, encoded.AsSpan(1), NSec.Cryptography.KeyBlobFormat.RawPublicKey);
        var message = $"cosignature/v1\ntime 1800000000\nexample.com/ledger\n7\n{Rfc6962.EmptyRoot}\n";
        Assert.True(algorithm.Verify(key, Encoding.UTF8.GetBytes(message), line.AsSpan(12)));
        Assert.Equal(1_800_000_000, BinaryPrimitives.ReadInt64BigEndian(line.AsSpan(4)));
        Assert.Equal(4 + 8 + 64, line.Length);
    }

    [Fact]
    public void An_ML_DSA_44_cosignature_has_its_length_and_type_and_is_the_same_each_time()
    {
        using var witness = Cosigned.MLDsa44();
        var line = witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon);
        Assert.Equal(4 + 8 + 2420, Decode(line).Length);
        Assert.Equal(line, witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon));
        var encoded = Convert.FromBase64String(witness.VerifierKey.Split('+', 3)[2]);
        Assert.Equal((0x06, 1 + 1312), (encoded[0], encoded.Length));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a checkpoint\n")]
    [InlineData("example.com/ledger\n-1\nj/OTL/YVnYCb0YVgna9Q9j5cxo0mcZrd2NZVGjeCcOE=\n")]
    public void Only_a_checkpoint_is_cosigned(string text)
    {
        using var witness = Cosigned.Ed25519();
        Assert.Throws<ArgumentException>(() => witness.Cosign(Encoding.UTF8.GetBytes(text), Cosigned.Noon));
    }

    [Fact]
    public void Nothing_is_cosigned_before_1970_and_no_origin_that_cannot_be_said()
    {
        using var witness = Cosigned.Ed25519();
        Assert.Throws<ArgumentException>(
            () => witness.Cosign(Cosigned.TextOf(Note), DateTimeOffset.UnixEpoch.AddSeconds(-1)));
        var origin = new string('o', 256);
        Assert.Throws<ArgumentException>(
            () => witness.Cosign(new Checkpoint(origin, 1, Rfc6962.EmptyRoot).ToNoteText(), Cosigned.Noon));
        Assert.NotEmpty(witness.Cosign(new Checkpoint(origin[1..], 1, Rfc6962.EmptyRoot).ToNoteText(), Cosigned.Noon));
        using var longest = new Cosigner(origin[1..], CosignatureAlgorithm.MLDsa44, new byte[32]);
        Assert.NotEmpty(longest.Cosign(new Checkpoint(origin[1..], 1, Rfc6962.EmptyRoot).ToNoteText(), Cosigned.Noon));
    }

    [Theory]
    [InlineData("", 32)]
    [InlineData("two words", 32)]
    [InlineData("a+b", 32)]
    [InlineData("witness", 31)]
    [InlineData("witness", 33)]
    public void A_name_and_a_seed_have_their_form(string name, int seed)
    {
        Assert.Throws<ArgumentException>(() => new Cosigner(name, CosignatureAlgorithm.Ed25519, new byte[seed]));
        Assert.Throws<ArgumentException>(() => new Cosigner(name, CosignatureAlgorithm.MLDsa44, new byte[seed]));
    }

    [Fact]
    public void A_name_has_at_most_255_bytes()
    {
        Assert.True(Cosigner.IsName(new string('w', 255)));
        Assert.False(Cosigner.IsName(new string('w', 256)));
        Assert.False(Cosigner.IsName(new string('ü', 128)));
    }

    private static byte[] Decode(byte[] line) =>
        Convert.FromBase64String(Encoding.UTF8.GetString(line).TrimEnd('\n').Split(' ')[2]);
}
