using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// A piece of secret memory. Whoever holds it disposes it: then it is zeroed and returned, and every
/// <see cref="Memory"/> of it throws. A lost buffer is returned by its finalizer, so a bare span is only good
/// while the buffer itself is held (<c>using</c>).
/// </summary>
[SuppressMessage("Reliability", "CA2015", Justification = "Lost content must not stay; keys in use are kept alive.")]
[SuppressMessage("Design", "MA0055", Justification = "As above: the finalizer is the safety net of secret memory.")]
[SuppressMessage("Usage", "CA1816", Justification = "Move spends this handle: nothing is left to finalize.")]
public sealed unsafe class SecretBuffer : MemoryManager<byte>, IDisposable
{
    private readonly SecretArena.Block _block;
    private int _released;

    internal SecretBuffer(SecretArena arena, SecretArena.Block block, int length) =>
        (Arena, _block, Length) = (arena, block, length);

    /// <summary>Returns a buffer that was lost.</summary>
    ~SecretBuffer() => Dispose(disposing: false);

    /// <summary>Length in bytes, as asked for.</summary>
    public int Length { get; }

    /// <summary>The bytes.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed or moved.</exception>
    public Span<byte> Span => GetSpan();

    /// <summary>The bytes, for crossing an await.</summary>
    /// <exception cref="ObjectDisposedException">The buffer was disposed or moved.</exception>
    public override Memory<byte> Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_released != 0, this);
            return CreateMemory(Length);
        }
    }

    internal SecretArena Arena { get; }

    /// <summary>The bytes; the same as <see cref="Span"/>.</summary>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_released != 0, this);
        return new((void*)_block.Address, Length);
    }

    /// <summary>The memory never moves; the handle only keeps the buffer from its finalizer.</summary>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(elementIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(elementIndex, Length);
        ObjectDisposedException.ThrowIf(_released != 0, this);
        return new((byte*)_block.Address + elementIndex, pinnable: this);
    }

    /// <summary>Nothing to undo.</summary>
    public override void Unpin()
    {
    }

    /// <summary>Zeroes and returns the memory; again does nothing.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A new handle to the first bytes of the same memory; this one is spent. Nothing is copied.</summary>
    internal SecretBuffer Move(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        ObjectDisposedException.ThrowIf(Interlocked.Exchange(ref _released, 1) != 0, this);
        GC.SuppressFinalize(this);
        return new(Arena, _block, length);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (Arena is null || Interlocked.Exchange(ref _released, 1) != 0)
            return;
        CryptographicOperations.ZeroMemory(new Span<byte>((void*)_block.Address, _block.Size));
        Arena.Return(_block);
    }
}
