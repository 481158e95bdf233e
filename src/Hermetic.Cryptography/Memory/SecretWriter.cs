using System.Buffers;

namespace Hermetic.Cryptography;

/// <summary>Writes content of unknown length into secret memory. Not thread-safe.</summary>
/// <param name="arena">Where it grows; <see cref="SecretMemoryExhaustedException"/> is its limit.</param>
/// <param name="most">How much of the arena may be in use, by everybody together, when this one grows.</param>
public sealed class SecretWriter(SecretArena arena, long most = long.MaxValue) : IBufferWriter<byte>, IDisposable
{
    private const int Smallest = 256;
    private SecretBuffer _buffer = arena.Rent(Smallest, most);
    private int _written;

    /// <summary>What was written so far, until the next write.</summary>
    public ReadOnlySpan<byte> WrittenSpan => _buffer.Span[.._written];

    /// <summary>What was written so far, until the next write.</summary>
    public ReadOnlyMemory<byte> WrittenMemory => _buffer.Memory[.._written];

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _buffer.Length - _written);
        _written += count;
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.Memory[_written..];
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _buffer.Span[_written..];
    }

    /// <summary>Hands over what was written; the writer is spent.</summary>
    public SecretBuffer Detach() => _buffer.Move(_written);

    /// <summary>Zeroes and returns the memory, unless it was detached.</summary>
    public void Dispose() => _buffer.Dispose();

    private void Reserve(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        var needed = checked(_written + Math.Max(sizeHint, 1));
        if (needed <= _buffer.Length)
            return;
        var larger = arena.Rent((int)Math.Min(Array.MaxLength, Math.Max(needed, 2L * _buffer.Length)), most);
        _buffer.Span[.._written].CopyTo(larger.Span);
        _buffer.Dispose();
        _buffer = larger;
    }
}
