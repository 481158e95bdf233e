namespace Hermetic.Simulator.Tests;

public sealed class SeededBytesTests
{
    [Fact]
    public void Seed_and_label_decide_and_the_order_of_asking_does_not()
    {
        var (one, other) = (new SeededBytes(42), new SeededBytes(42));

        Assert.Equal(one.Hex("a", 16), other.Hex("a", 16));
        var later = one.Hex("b", 16);
        other.Hex("c", 16);
        Assert.Equal(later, other.Hex("b", 16));
        Assert.NotEqual(later, one.Hex("a", 16));
        Assert.NotEqual(later, new SeededBytes(43).Hex("b", 16));
    }

    [Fact]
    public void Chance_follows_its_share()
    {
        var seeded = new SeededBytes(3);

        Assert.InRange(Enumerable.Range(0, 2000).Count(i => seeded.Chance($"{i}", 0.25)), 400, 600);
        Assert.DoesNotContain(Enumerable.Range(0, 100), i => seeded.Chance($"{i}", 0));
        Assert.All(Enumerable.Range(0, 100), i => Assert.True(seeded.Chance($"{i}", 1)));
    }

    [Fact]
    public void Digits_are_digits_and_do_not_begin_with_zero()
    {
        var seeded = new SeededBytes(5);

        Assert.All(Enumerable.Range(0, 200).Select(i => seeded.Digits($"{i}", 16)), digits =>
        {
            Assert.Equal(16, digits.Length);
            Assert.All(digits, digit => Assert.True(char.IsAsciiDigit(digit)));
            Assert.NotEqual('0', digits[0]);
        });
    }
}
