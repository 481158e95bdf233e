using System.Buffers;
using System.Text.Json;
using CsCheck;

namespace Hermetic.Cryptography.Tests.Memory;

public sealed class SecretWriterTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);

    public void Dispose() => _arena.Dispose();

    [Fact]
    public void Whatever_is_written_in_pieces_is_there_in_one() =>
        Gen.Byte.Array[0, 700].Array[0, 12].Sample(pieces =>
        {
            using var arena = new SecretArena(1 << 20);
            using var writer = new SecretWriter(arena);
            foreach (var piece in pieces)
                writer.Write(piece);
            var expected = pieces.SelectMany(piece => piece).ToArray();
            Assert.Equal(expected, writer.WrittenSpan.ToArray());
            Assert.Equal(expected, writer.WrittenMemory.ToArray());
            using var detached = writer.Detach();
            Assert.Equal(expected, detached.Span.ToArray());
        }, iter: 300);

    [Fact]
    public void Growing_gives_the_smaller_block_back()
    {
        using var writer = new SecretWriter(_arena);
        writer.Write(new byte[5000]);
        Assert.Equal(8192, _arena.InUse);
    }

    [Fact]
    public void A_json_writer_writes_into_secret_memory()
    {
        using var writer = new SecretWriter(_arena);
        using (var json = new Utf8JsonWriter(writer))
        {
            json.WriteStartArray();
            for (var number = 0; number < 1000; number++)
                json.WriteNumberValue(number);
            json.WriteEndArray();
        }
        using var document = JsonDocument.Parse(writer.WrittenMemory);
        Assert.Equal(1000, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void A_detached_buffer_outlives_its_writer()
    {
        SecretBuffer buffer;
        using (var writer = new SecretWriter(_arena))
        {
            writer.Write("kept"u8);
            buffer = writer.Detach();
        }
        Assert.Equal("kept"u8.ToArray(), buffer.Span.ToArray());
        buffer.Dispose();
        Assert.Equal(0, _arena.InUse);
    }

    [Fact]
    public void A_spent_writer_writes_no_more()
    {
        var writer = new SecretWriter(_arena);
        writer.Detach().Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Write("x"u8));
        Assert.Throws<ObjectDisposedException>(writer.Detach);
    }

    [Fact]
    public void Advancing_past_the_end_is_refused()
    {
        using var writer = new SecretWriter(_arena);
        var room = writer.GetMemory(1).Length;
        writer.Advance(room);
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Advance(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Advance(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => writer.GetSpan(-1).Length);
    }

    [Fact]
    public void Who_has_to_leave_something_to_others_is_refused_where_they_are_not()
    {
        using var arena = new SecretArena(4096);
        using var polite = new SecretWriter(arena, most: 2048);
        using var other = new SecretWriter(arena);
        polite.Write(new byte[1024]);
        Assert.Throws<SecretMemoryExhaustedException>(() => polite.GetSpan(1024).Length);
        other.Write(new byte[2048]);
        Assert.Equal(1024, polite.WrittenSpan.Length);
        Assert.Throws<SecretMemoryExhaustedException>(() => new SecretWriter(arena, most: 2048));
    }

    [Fact]
    public void The_budget_limits_it_and_what_was_written_stays_whole()
    {
        using var arena = new SecretArena(1024);
        using var writer = new SecretWriter(arena);
        writer.Write("before"u8);
        Assert.Throws<SecretMemoryExhaustedException>(() => writer.GetSpan(2000).Length);
        Assert.Equal("before"u8.ToArray(), writer.WrittenSpan.ToArray());
    }
}
