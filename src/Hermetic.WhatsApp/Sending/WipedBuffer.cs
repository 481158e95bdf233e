using System.Buffers;
using System.Security.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>A growing buffer of pinned memory that leaves nothing behind when it grows or is
/// disposed.</summary>
internal sealed class WipedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = Allocate(1024);
    private int _length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, _length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = _length + Math.Max(sizeHint, 1);
        if (needed > _bytes.Length)
        {
            var larger = Allocate(Math.Max(needed, 2 * _bytes.Length));
            Written.CopyTo(larger);
            CryptographicOperations.ZeroMemory(_bytes);
            _bytes = larger;
        }
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => CryptographicOperations.ZeroMemory(_bytes);

    // Pinned: the collector leaves no second copy.
    private static byte[] Allocate(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
