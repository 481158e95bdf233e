namespace Hermetic.Simulator.Tests;

public sealed class SeededBytesTests
{
    [Fact]
    public void The_same_seed_gives_the_same_bytes_in_the_same_order()
    {
        byte[] first = new byte[16], second = new byte[16], third = new byte[16];
        new SeededBytes(42).Fill(first);
        var other = new SeededBytes(42);
        other.Fill(second);
        other.Fill(third);

        Assert.Equal(first, second);
        Assert.NotEqual(second, third);
    }

    [Fact]
    public void Chance_follows_its_share()
    {
        var seeded = new SeededBytes(3);

        Assert.InRange(Enumerable.Range(0, 2000).Count(_ => seeded.Chance(0.25)), 400, 600);
        Assert.DoesNotContain(Enumerable.Range(0, 100), _ => seeded.Chance(0));
        Assert.All(Enumerable.Range(0, 100), _ => Assert.True(seeded.Chance(1)));
    }
}
