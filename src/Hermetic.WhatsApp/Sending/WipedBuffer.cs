using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>A growing buffer of pinned memory that leaves nothing behind when it grows or is
/// disposed.</summary>
internal sealed class WipedBuffer : IBufferWriter<byte>, IDisposable
{
    /// <summary>What most requests and answers fit into. Blocks are used again, and go wiped from hand to hand.</summary>
    private const int Block = 8192;
    private static readonly ConcurrentBag<byte[]> _spare = [];

    private byte[] _bytes = _spare.TryTake(out var spare) ? spare : Allocate(Block);
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
            GiveBack(_bytes);
            _bytes = larger;
        }
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose()
    {
        _length = 0;
        GiveBack(Interlocked.Exchange(ref _bytes, []));
    }

    private static void GiveBack(byte[] bytes)
    {
        CryptographicOperations.ZeroMemory(bytes);
        if (bytes.Length == Block)
            _spare.Add(bytes);
    }

    // Pinned: the collector leaves no second copy.
    private static byte[] Allocate(int size) => GC.AllocateUninitializedArray<byte>(size, pinned: true);
}
