using CsCheck;

namespace Hermetic.Cryptography.Tests.Memory;

public sealed class SecretArenaProperties
{
    private const int MiB = 1 << 20;

    /// <summary>A step rents that many bytes, or returns the buffer at that place among the living.</summary>
    private static readonly Gen<(bool Rents, int Number)[]> Steps =
        Gen.Select(Gen.Bool, Gen.OneOf(Gen.Int[0, 300], Gen.Int[0, 20_000], Gen.Int[0, 200_000])).Array[1, 200];

    [Fact]
    public void Whatever_is_rented_and_returned_blocks_never_overlap_and_the_count_is_exact() =>
        Steps.Sample(steps =>
        {
            using var arena = new SecretArena(4 * MiB);
            var living = new List<(SecretBuffer Buffer, byte Mark)>();
            byte mark = 0;
            foreach (var (rents, number) in steps)
            {
                if (rents)
                    TryRent(arena, number, living, unchecked(++mark));
                else if (living.Count > 0)
                    Return(living, number % living.Count);
                Assert.Equal(living.Sum(each => (long)Block(each.Buffer.Length)), arena.InUse);
                Assert.InRange(arena.InUse, 0, arena.Budget);
            }
            while (living.Count > 0)
                Return(living, 0);
            Assert.Equal(0, arena.InUse);
        }, iter: 200);

    private static void TryRent(SecretArena arena, int length, List<(SecretBuffer, byte)> living, byte mark)
    {
        var fits = arena.InUse + Block(length) <= arena.Budget;
        if (!fits)
        {
            Assert.Throws<SecretMemoryExhaustedException>(() => arena.Rent(length));
            return;
        }
        var buffer = arena.Rent(length);
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept((byte)0));
        buffer.Span.Fill(mark);
        living.Add((buffer, mark));
    }

    private static void Return(List<(SecretBuffer Buffer, byte Mark)> living, int index)
    {
        var (buffer, mark) = living[index];
        Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(mark));
        buffer.Dispose();
        living.RemoveAt(index);
    }

    /// <summary>The documented size of a block, computed the plain way.</summary>
    private static int Block(int length)
    {
        var block = 64;
        while (block < length)
            block *= 2;
        return block;
    }
}
