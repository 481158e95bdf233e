using System.Buffers.Binary;
using NSec.Cryptography;

namespace Hermetic.Ledger;

/// <summary>
/// Signs checkpoints and other notes with a log's Ed25519 key. It remembers nothing: never to sign two
/// checkpoints that contradict each other is the duty of the sequencer that calls it after its commit.
/// </summary>
public sealed class NoteSigner : IDisposable
{
    private readonly Key _key;
    private readonly uint _keyId;

    /// <summary>
    /// Takes the 32-byte Ed25519 seed (RFC 8032 private key) into locked memory; the caller wipes its own
    /// copy.
    /// </summary>
    /// <param name="name">The key's name, which is the log's origin: such as
    /// <c>example.com/ledger</c>.</param>
    /// <param name="seed">32 secret bytes.</param>
    /// <exception cref="ArgumentException">The name is empty or has spaces or a plus sign, or the seed is not
    /// 32 bytes.</exception>
    public NoteSigner(string name, ReadOnlySpan<byte> seed)
    {
        if (!SignedNote.IsKeyName(name))
            throw new ArgumentException("A key name is not empty, without spaces and plus signs.", nameof(name));
        if (seed.Length != NoteKey.Algorithm.PrivateKeySize)
            throw new ArgumentException("An Ed25519 seed has 32 bytes.", nameof(seed));
        (_key, Name) = (Key.Import(NoteKey.Algorithm, seed, KeyBlobFormat.RawPrivateKey), name);
        var encoded = NoteKey.Encode(_key.PublicKey);
        _keyId = NoteKey.Id(name, encoded);
        VerifierKey = new VerifierKeyText(name, _keyId, encoded).ToString();
    }

    /// <summary>The key's name and the origin of the checkpoints it signs.</summary>
    public string Name { get; }

    /// <summary>The public vkey, <c>name+hash+base64</c>, as verifiers take it.</summary>
    public string VerifierKey { get; }

    /// <summary>Signs the tree head of this key's log: the note as <c>/checkpoint</c> serves it.</summary>
    /// <exception cref="ArgumentException">The checkpoint names another origin.</exception>
    public byte[] SignCheckpoint(Checkpoint checkpoint) =>
        checkpoint.Origin == Name
            ? Sign(checkpoint.ToNoteText())
            : throw new ArgumentException("A log signs only its own checkpoints.", nameof(checkpoint));

    /// <summary>Signs a text: valid UTF-8, ending in a newline, without other control characters.</summary>
    /// <exception cref="ArgumentException">The text is not that.</exception>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[^1] != '\n' || !SignedNote.IsPlainText(text))
            throw new ArgumentException("A note is lines of UTF-8, the last one ended.", nameof(text));
        var signature = new byte[sizeof(uint) + NoteKey.Algorithm.SignatureSize];
        BinaryPrimitives.WriteUInt32BigEndian(signature, _keyId);
        NoteKey.Algorithm.Sign(_key, text, signature.AsSpan(sizeof(uint)));
        return [.. text, .. PublicText.Write($"\n— {Name} {Convert.ToBase64String(signature)}\n")];
    }

    /// <summary>
    /// Adds this key's signature to a note that another key signed: while a log changes its key, both sign.
    /// </summary>
    /// <exception cref="ArgumentException">It is no note.</exception>
    public byte[] SignToo(ReadOnlyMemory<byte> note)
    {
        if (!SignedNote.TryParse(note, out var parsed))
            throw new ArgumentException("Not a signed note.", nameof(note));
        var own = Sign(parsed.Text.Span);
        // Behind the text and its blank line.
        return [.. note.Span, .. own.AsSpan(parsed.Text.Length + 1)];
    }

    /// <summary>Wipes the private key.</summary>
    public void Dispose() => _key.Dispose();
}
