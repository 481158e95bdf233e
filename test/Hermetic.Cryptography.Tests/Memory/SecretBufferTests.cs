namespace Hermetic.Cryptography.Tests.Memory;

public sealed class SecretBufferTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Memory_and_span_are_the_same_bytes()
    {
        using var buffer = _arena.Rent(10);
        buffer.Memory.Span[3] = 5;
        Assert.Equal(5, buffer.Span[3]);
        Assert.Equal(5, buffer.GetSpan()[3]);
    }

    [Fact]
    public void Disposing_twice_returns_the_memory_once()
    {
        var buffer = _arena.Rent(64);
        buffer.Dispose();
        using var other = _arena.Rent(64);
        other.Span.Fill(1);
        buffer.Dispose();
        Assert.Equal(-1, other.Span.IndexOfAnyExcept((byte)1));
        Assert.Equal(64, _arena.InUse);
    }

    [Fact]
    public void After_disposal_nothing_reaches_the_bytes_not_even_a_memory_taken_before()
    {
        var buffer = _arena.Rent(10);
        var memory = buffer.Memory;
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => buffer.Memory);
        Assert.Throws<ObjectDisposedException>(() => memory.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => memory.Pin());
        Assert.Throws<ObjectDisposedException>(() => buffer.Move(1));
    }

    [Fact]
    public void A_moved_buffer_has_one_owner()
    {
        var buffer = _arena.Rent(10);
        buffer.Span.Fill(9);
        using var moved = buffer.Move(4);
        buffer.Dispose();
        Assert.Equal([9, 9, 9, 9], moved.Span.ToArray());
        Assert.Equal(64, _arena.InUse);
        Assert.Throws<ObjectDisposedException>(() => buffer.Span.Length);
        moved.Dispose();
        Assert.Equal(0, _arena.InUse);
    }

    [Fact]
    public void A_move_cannot_grow()
    {
        using var buffer = _arena.Rent(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Move(11));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Move(-1));
        Assert.Equal(10, buffer.Span.Length);
    }

    [Fact]
    public unsafe void Pinned_memory_stays_where_it_is()
    {
        using var buffer = _arena.Rent(10);
        buffer.Span[2] = 42;
        using var handle = buffer.Memory[2..].Pin();
        Assert.Equal(42, *(byte*)handle.Pointer);
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Pin(11));
    }
}
