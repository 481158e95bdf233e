using System.Security.Cryptography;
using System.Text;
using Hermetic.Cryptography;

namespace Fuzz;

/// <summary>
/// What somebody may have changed on the disk: an envelope, a key page, a wrapped key, padding. It opens as it was sealed or
/// says that it does not, nothing else is thrown, and no secret memory stays in use. Keys and nonces are derived from a
/// number, so that the same seed makes the same inputs. Input: which of them ‖ its bytes.
/// </summary>
public sealed class VaultTarget : IFuzzTarget, IDisposable
{
    private const string Table = "inbox";

    private static readonly Guid s_deployment = new(1, 2, 3, new byte[8]);
    private static readonly KeyId[] s_keys =
        [KeyId.ForSlot(12), KeyId.ForSystem(1), KeyId.ForPage(new PageAddress(2, 7), 3), KeyId.ForErasableRoot(5)];

    private readonly SecretArena _arena = new(1 << 20);
    private readonly SecretBuffer _key;
    private readonly byte[][] _envelopes;
    private readonly long _inUse;

    public VaultTarget()
    {
        _key = _arena.Rent(Envelope.KeySize);
        Number(0, Envelope.KeySize).CopyTo(_key.Span);
        _inUse = _arena.InUse;
        _envelopes = [.. s_keys.Index().Select(key => Seal(key.Item, key.Index))];
        Corpus =
        [
            .. _envelopes.Select(envelope => (byte[])[0, .. envelope]),
            [1, .. Padded("Tomorrow at nine?"u8)], [1, .. Padded([])], [1, .. Padded(new byte[255])],
            .. s_keys.Select(key => (byte[])[2, .. Written(key)]),
        ];
    }

    public string Name => "vault";

    public IReadOnlyList<byte[]> Corpus { get; }

    public IReadOnlyList<byte[]> Dictionary { get; } = [[1, 1], [0x80], [0x80, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], new byte[16]];

    public void Execute(byte[] input)
    {
        if (input.Length == 0)
            return;
        switch (input[0] % 3)
        {
            case 0:
                Open(input[1..]);
                break;
            case 1:
                Unpad(input[1..]);
                break;
            default:
                NameKey(input[1..]);
                break;
        }
        FindingException.Unless(_arena.InUse == _inUse, "Secret memory stayed in use.");
    }

    private void Open(byte[] bytes)
    {
        foreach (var key in s_keys)
        {
            try
            {
                var length = Math.Max(0, Envelope.ContentLength(bytes));
                using var content = _arena.Rent(length + 1);
                Envelope.Open(_key.Span, key, Context(key), bytes, content.Span[..length]);
                FindingException.Unless(
                    _envelopes.Any(envelope => envelope.AsSpan().SequenceEqual(bytes)), "An envelope opened that nobody sealed.");
            }
            catch (EnvelopeException)
            {
                // The only thing that may be said.
            }
        }
    }

    private static void Unpad(byte[] padded)
    {
        var length = Padding.Unpad(padded);
        FindingException.Unless(
            length < 0 || padded.AsSpan().SequenceEqual(Padded(padded.AsSpan(0, length))), "Padding was read that nobody wrote.");
    }

    private static void NameKey(byte[] bytes)
    {
        try
        {
            FindingException.Unless(bytes.AsSpan().StartsWith(Written(KeyId.Read(bytes))), "A key id would be written otherwise.");
        }
        catch (EnvelopeException)
        {
            // Names no key.
        }
    }

    private byte[] Seal(KeyId key, int number) => Envelope.Seal(
        _key.Span, key, Context(key), Padded(Encoding.ASCII.GetBytes($"content {number}")),
        Number(number + 1, Envelope.NonceSize));

    private static EnvelopeContext Context(KeyId key) => new(
        s_deployment, "message-body", 1, new SealContext(Table, "envelope", s_deployment, key.Version, s_deployment));

    private static byte[] Written(KeyId key)
    {
        var bytes = new byte[KeyId.Size];
        key.WriteTo(bytes);
        return bytes;
    }

    private static byte[] Padded(ReadOnlySpan<byte> content)
    {
        var padded = new byte[Padding.PaddedLength(content.Length)];
        Padding.Pad(content, padded);
        return padded;
    }

    private static byte[] Number(int number, int length) => SHA512.HashData([(byte)number])[..length];

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
