using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Hermetic.Cryptography;

/// <summary>
/// A key for tags: HMAC-SHA-512 (RFC 2104) over "hermetic/tag" ‖ purpose ‖ parts, each behind its length (4 bytes,
/// big-endian), cut to 16 bytes. 32 bytes in secret memory; thread-safe, not to be disposed while in use.
/// </summary>
public sealed class MacKey : IDisposable
{
    private const int Buckets = 1 << 16;

    private readonly SecretBuffer _key;
    private readonly int _version;

    /// <summary>Takes over <paramref name="key"/>.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="version">Which its tags and buckets name, from 1.</param>
    internal MacKey(SecretBuffer key, int version = 1) => (_key, _version) = (key, version);

    /// <summary>A fresh random key.</summary>
    public static MacKey Generate(SecretArena arena) => new(arena.RentRandom(Envelope.KeySize));

    /// <summary>The tag of one value.</summary>
    /// <param name="purpose">What the tag is for; tags of different purposes have nothing in common.</param>
    /// <param name="a">The value.</param>
    public Tag Tag(string purpose, ReadOnlySpan<byte> a) => Tag(purpose, new Parts(1, a));

    /// <summary>The tag of two values; moving a byte from one to the other changes it.</summary>
    public Tag Tag(string purpose, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => Tag(purpose, new Parts(2, a, b));

    /// <summary>The tag of three values.</summary>
    public Tag Tag(string purpose, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
        Tag(purpose, new Parts(3, a, b, c));

    /// <summary>
    /// Which of the 65,536 buckets a value falls into: two bytes under "hermetic/bucket". Each version of a key has buckets
    /// of its own, numbered on behind those of the version before.
    /// </summary>
    /// <returns>0 to 65535 under the first version.</returns>
    public int Bucket(string purpose, ReadOnlySpan<byte> value)
    {
        Span<byte> code = stackalloc byte[HMACSHA512.HashSizeInBytes];
        Compute("hermetic/bucket"u8, purpose, new(1, value), code);
        return FirstBucket(_version) + BinaryPrimitives.ReadUInt16BigEndian(code);
    }

    /// <summary>The lowest number of a bucket under a version.</summary>
    public static int FirstBucket(int version) => (version - 1) * Buckets;

    /// <summary>Zeroes the key.</summary>
    public void Dispose() => _key.Dispose();

    internal Tag Tag(string purpose, Parts parts)
    {
        Span<byte> code = stackalloc byte[HMACSHA512.HashSizeInBytes];
        Compute("hermetic/tag"u8, purpose, parts, code);
        return Cryptography.Tag.Read(code, _version);
    }

    /// <summary>The message may hold a phone number, so it is put together in secret memory.</summary>
    private void Compute(ReadOnlySpan<byte> label, string purpose, Parts parts, Span<byte> code)
    {
        var purposeLength = Encoding.UTF8.GetByteCount(purpose);
        using var message = _key.Arena.Rent(label.Length + sizeof(int) + purposeLength + parts.Length);
        label.CopyTo(message.Span);
        var rest = message.Span[label.Length..];
        BinaryPrimitives.WriteInt32BigEndian(rest, purposeLength);
        Encoding.UTF8.GetBytes(purpose, rest[sizeof(int)..]);
        parts.WriteTo(rest[(sizeof(int) + purposeLength)..]);
        HMACSHA512.HashData(_key.Span, message.Span, code);
        GC.KeepAlive(this);
    }

    /// <summary>One to three values. Their number shows in the encoding: it can be read back from the front.</summary>
    internal readonly ref struct Parts
    {
        private readonly ReadOnlySpan<byte> _a, _b, _c;
        private readonly int _count;

        public Parts(
            int count, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b = default, ReadOnlySpan<byte> c = default)
        {
            _count = count;
            _a = a;
            _b = b;
            _c = c;
        }

        public int Length => (_count * sizeof(int)) + _a.Length + _b.Length + _c.Length;

        public void WriteTo(Span<byte> destination)
        {
            destination = Write(destination, _a);
            if (_count > 1)
                destination = Write(destination, _b);
            if (_count > 2)
                Write(destination, _c);
        }

        private static Span<byte> Write(Span<byte> to, ReadOnlySpan<byte> part)
        {
            BinaryPrimitives.WriteInt32BigEndian(to, part.Length);
            part.CopyTo(to[sizeof(int)..]);
            return to[(sizeof(int) + part.Length)..];
        }
    }
}
