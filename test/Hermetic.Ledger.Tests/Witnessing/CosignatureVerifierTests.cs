using System.Buffers.Binary;
using System.Text;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Ledger.Tests.Witnessing;

public sealed class CosignatureVerifierTests
{
    private static readonly byte[] Note = Cosigned.Note(7, Rfc6962.EmptyRoot);

    public static TheoryData<CosignatureAlgorithm> Algorithms => [CosignatureAlgorithm.Ed25519, CosignatureAlgorithm.MLDsa44];

    [Theory, MemberData(nameof(Algorithms))]
    public void Who_did_not_cosign_is_missing(CosignatureAlgorithm algorithm)
    {
        using var witness = Cosigned.Of(algorithm);
        using var other = Cosigned.Of(algorithm, 2);
        Assert.Equal(default, witness.Key().Find(Note));
        Assert.Equal(default, witness.Key().Find(Note.With(other)));
        Assert.Equal(CosignatureState.Missing, default(Cosignature).State);
    }

    [Fact]
    public void Every_flipped_bit_of_what_was_cosigned_is_noticed()
    {
        using var witness = Cosigned.Ed25519();
        var cosigned = Note.With(witness);
        var text = Cosigned.TextOf(Note).Length;
        for (var bit = 0; bit < text * 8; bit++)
        {
            var damaged = (byte[])cosigned.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.NotEqual(CosignatureState.Good, witness.Key().Find(damaged).State);
        }
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_changed_signature_or_time_is_bad_and_not_missing(CosignatureAlgorithm algorithm)
    {
        using var witness = Cosigned.Of(algorithm);
        var line = witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon);
        var bytes = Decode(line);
        foreach (var at in new[] { 4, 11, 12, 40, bytes.Length - 1 })
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x80;
            Assert.Equal(CosignatureState.Bad, witness.Key().Find(Put(witness.Name, damaged)).State);
        }
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void A_signature_of_another_length_is_bad(CosignatureAlgorithm algorithm)
    {
        using var witness = Cosigned.Of(algorithm);
        var bytes = Decode(witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon));
        Assert.Equal(CosignatureState.Bad, witness.Key().Find(Put(witness.Name, bytes[..^1])).State);
        Assert.Equal(CosignatureState.Bad, witness.Key().Find(Put(witness.Name, [.. bytes, 0])).State);
        Assert.Equal(CosignatureState.Bad, witness.Key().Find(Put(witness.Name, bytes[..5])).State);
    }

    /// <summary>Read as a signed number it is below zero; neither spelling of it is a time.</summary>
    [Theory]
    [InlineData("9223372036854775808")]
    [InlineData("-9223372036854775808")]
    public void A_time_beyond_2_to_the_63_is_bad_even_when_it_is_signed(string spelling)
    {
        using var witness = Cosigned.Ed25519();
        var algorithm = NSec.Cryptography.SignatureAlgorithm.Ed25519;
        byte[] seed = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];
        using var key = NSec.Cryptography.Key.Import(algorithm, seed, NSec.Cryptography.KeyBlobFormat.RawPrivateKey);
        var message = Encoding.UTF8.GetBytes($"cosignature/v1\ntime {spelling}\n").Concat(Cosigned.TextOf(Note)).ToArray();
        var bytes = Decode(witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(4), 1UL << 63);
        algorithm.Sign(key, message).CopyTo(bytes, 12);
        Assert.Equal(CosignatureState.Bad, witness.Key().Find(Put(witness.Name, bytes)).State);
    }

    [Fact]
    public void Of_several_by_one_witness_each_has_to_verify_and_the_latest_counts()
    {
        using var witness = Cosigned.Ed25519();
        var twice = Note.With(witness, Cosigned.Noon.AddMinutes(5)).With(witness, Cosigned.Noon);
        Assert.Equal(1_800_000_300, witness.Key().Find(twice).Timestamp);
        var bytes = Decode(witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon));
        bytes[^1] ^= 1;
        Assert.Equal(CosignatureState.Bad, witness.Key().Find((byte[])[.. twice, .. Line(witness.Name, bytes)]).State);
    }

    [Fact]
    public void An_extension_line_is_under_an_Ed25519_cosignature_and_not_under_an_ML_DSA_44_one()
    {
        using var one = Cosigned.Ed25519();
        using var two = Cosigned.MLDsa44();
        byte[] text = [.. Cosigned.TextOf(Note), .. "extension\n"u8];
        var extended = Cosigned.Log.Sign(text);
        var moved = Note.Concat(one.Cosign(text, Cosigned.Noon)).Concat(two.Cosign(text, Cosigned.Noon)).ToArray();
        Assert.Equal(CosignatureState.Good, one.Key().Find(extended.With(one)).State);
        Assert.Equal(CosignatureState.Bad, one.Key().Find(moved).State);
        Assert.Equal(CosignatureState.Good, two.Key().Find(moved).State);
    }

    [Fact]
    public void Only_a_witnesss_own_lines_are_taken_from_its_answer()
    {
        using var witness = Cosigned.Ed25519();
        using var other = Cosigned.Ed25519(2);
        var line = witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon);
        Assert.Equal(line, witness.Key().LinesOf(Note.With(other).With(witness)));
        Assert.Empty(witness.Key().LinesOf(Note.With(other)));
        var bytes = Decode(line);
        bytes[^1] ^= 1;
        Assert.Empty(witness.Key().LinesOf(Put(witness.Name, bytes)));
        using var namesake = new Cosigner(witness.Name, CosignatureAlgorithm.Ed25519, new byte[32]);
        Assert.Equal(line, witness.Key().LinesOf(Note.With(namesake).With(witness)));
    }

    [Theory, MemberData(nameof(Algorithms))]
    public void The_first_second_of_1970_is_a_time(CosignatureAlgorithm algorithm)
    {
        using var witness = Cosigned.Of(algorithm);
        Assert.Equal(
            new Cosignature(CosignatureState.Good, 0), witness.Key().Find(Note.With(witness, DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public void Of_a_log_whose_name_an_ML_DSA_44_message_cannot_hold_there_is_no_good_cosignature()
    {
        using var witness = Cosigned.MLDsa44();
        using var log = new NoteSigner(new string('l', 256), new byte[32]);
        var note = log.SignCheckpoint(new(log.Name, 7, Rfc6962.EmptyRoot));
        Assert.Equal(
            CosignatureState.Bad,
            witness.Key().Find((byte[])[.. note, .. witness.Cosign(Cosigned.TextOf(Note), Cosigned.Noon)]).State);
    }

    [Fact]
    public void What_is_no_note_or_no_checkpoint_has_no_cosignature()
    {
        using var witness = Cosigned.Ed25519();
        Assert.Equal(default, witness.Key().Find("nothing"u8.ToArray()));
        Assert.Equal(default, witness.Key().Find(Cosigned.Log.Sign("a note\n"u8)));
    }

    [Fact]
    public void A_witnesss_key_is_read_in_one_spelling_and_a_logs_key_is_none()
    {
        using var one = Cosigned.Ed25519();
        using var two = Cosigned.MLDsa44();
        Assert.All([one.VerifierKey, two.VerifierKey], vkey =>
        {
            Assert.Equal(vkey, CosignatureVerifier.Parse(vkey).ToString());
            Assert.False(CosignatureVerifier.TryParse(vkey + "=", out _));
            Assert.False(CosignatureVerifier.TryParse("x" + vkey, out _));
            Assert.False(NoteVerifier.TryParse(vkey, out _));
        });
        Assert.Throws<FormatException>(() => CosignatureVerifier.Parse(Cosigned.Log.VerifierKey));
    }

    [Fact]
    public void The_same_key_under_two_names_is_one_witness()
    {
        using var one = Cosigned.Ed25519();
        using var same = new Cosigner(
            "other.example.com", CosignatureAlgorithm.Ed25519, Enumerable.Range(1, 32).Select(v => (byte)v).ToArray());
        using var other = Cosigned.Ed25519(2);
        Assert.True(one.Key().SharesKeyWith(same.Key()));
        Assert.False(one.Key().SharesKeyWith(other.Key()));
    }

    private static byte[] Put(string name, byte[] signature) => [.. Note, .. Line(name, signature)];

    private static byte[] Line(string name, byte[] signature) =>
        Cosigned.Utf8($"— {name} {Convert.ToBase64String(signature)}\n");

    private static byte[] Decode(byte[] line) =>
        Convert.FromBase64String(Encoding.UTF8.GetString(line).TrimEnd('\n').Split(' ')[2]);
}
