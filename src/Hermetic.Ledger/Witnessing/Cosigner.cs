using System.Buffers.Binary;

namespace Hermetic.Ledger.Witnessing;

/// <summary>
/// Signs other logs' checkpoints as a witness (C2SP tlog-cosignature). It remembers nothing: that a signature follows
/// the log's earlier checkpoints, and that this is durable before it leaves, is the duty of its caller.
/// </summary>
public sealed class Cosigner : IDisposable
{
    private readonly CosignatureScheme _scheme;
    private readonly CosigningKey _key;
    private readonly VerifierKeyText _text;

    /// <summary>Expands a private key from its seed; the caller wipes its own copy.</summary>
    /// <param name="name">The key's name: by convention a URL without schema, such as
    /// <c>witness.example.com/w1</c>; at most 255 bytes.</param>
    /// <param name="algorithm">Ed25519 or ML-DSA-44. A key of the first kind belongs to one name only: the signature
    /// does not say the name.</param>
    /// <param name="seed">32 secret bytes.</param>
    /// <exception cref="ArgumentException">The name is empty, too long or has spaces or a plus sign, or the seed is
    /// not 32 bytes.</exception>
    public Cosigner(string name, CosignatureAlgorithm algorithm, ReadOnlySpan<byte> seed)
    {
        if (!IsName(name))
            throw new ArgumentException("A key name has 1 to 255 bytes, no spaces and no plus signs.", nameof(name));
        if (seed.Length != CosignatureScheme.SeedLength)
            throw new ArgumentException("A seed has 32 bytes.", nameof(seed));
        _scheme = CosignatureScheme.Of((byte)algorithm) ?? throw new ArgumentOutOfRangeException(nameof(algorithm));
        _key = _scheme.Import(seed);
        _text = VerifierKeyText.Of(name, _scheme.Type, _key.PublicKey);
    }

    /// <summary>The key's name.</summary>
    public string Name => _text.Name;

    /// <summary>The public vkey, <c>name+hash+base64</c>, as policies take it.</summary>
    public string VerifierKey => _text.ToString();

    /// <summary>
    /// Whether a name can be a cosigner's or a witnessed log's: 1 to 255 bytes of UTF-8 without spaces and plus signs.
    /// </summary>
    public static bool IsName(string name) =>
        SignedNote.IsKeyName(name) && PublicText.Write(name).Length <= CosignatureScheme.MaxNameLength;

    /// <summary>
    /// Signs a checkpoint: one signature line, ended by a newline, to be put behind those of the note.
    /// </summary>
    /// <param name="text">The note's text, its extension lines included.</param>
    /// <param name="time">When; the second counts.</param>
    /// <exception cref="ArgumentException">The text is no checkpoint, its origin has more than 255 bytes, or the time
    /// is before 1970.</exception>
    public byte[] Cosign(ReadOnlySpan<byte> text, DateTimeOffset time)
    {
        var timestamp = time.ToUnixTimeSeconds();
        if (timestamp < 0)
            throw new ArgumentException("A cosignature's time is after 1970.", nameof(time));
        if (!Checkpoint.TryParse(text, out var checkpoint) || !IsName(checkpoint.Origin)
            || _scheme.Message(Name, timestamp, text, checkpoint) is not { } message)
            throw new ArgumentException("Only a checkpoint is cosigned.", nameof(text));
        var signature = new byte[sizeof(uint) + sizeof(long) + _scheme.SignatureLength];
        BinaryPrimitives.WriteUInt32BigEndian(signature, _text.Id);
        BinaryPrimitives.WriteInt64BigEndian(signature.AsSpan(sizeof(uint)), timestamp);
        _key.Sign(message).CopyTo(signature.AsSpan(sizeof(uint) + sizeof(long)));
        return PublicText.Write($"— {Name} {Convert.ToBase64String(signature)}\n");
    }

    /// <summary>Wipes an Ed25519 key; an ML-DSA-44 one stays in memory until that is reused.</summary>
    public void Dispose() => _key.Dispose();
}
