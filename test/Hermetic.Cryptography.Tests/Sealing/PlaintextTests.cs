namespace Hermetic.Cryptography.Tests.Sealing;

public sealed class PlaintextTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);
    private readonly ContentKey _key;
    private readonly Sealed<Body> _box;

    public PlaintextTests()
    {
        _key = Samples.CountingKey(_arena);
        _box = _key.Seal<Body>("hello"u8, Samples.Place);
    }

    public void Dispose()
    {
        _key.Dispose();
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    [Fact]
    public void Disposing_it_ends_it_and_a_copy_with_it()
    {
        var opened = _key.Open(_box, Samples.Place);
        var copy = opened;
        opened.Dispose();
        copy.Dispose();
        var ended = false;
        try
        {
            _ = copy.Utf8;
        }
        catch (ObjectDisposedException)
        {
            ended = true;
        }
        Assert.True(ended);
    }

    [Fact]
    public async Task What_is_kept_crosses_an_await_and_outlives_the_plaintext()
    {
        using var kept = OpenAndKeep();
        await Task.Yield();
        Assert.Equal("hello"u8.ToArray(), kept.Span.ToArray());
        Assert.Equal(5, kept.Length);

        SecretBuffer OpenAndKeep()
        {
            using var opened = _key.Open(_box, Samples.Place);
            return opened.Keep();
        }
    }

    [Fact]
    public void It_is_kept_once()
    {
        using var opened = _key.Open(_box, Samples.Place);
        using var kept = opened.Keep();
        var refused = false;
        try
        {
            opened.Keep();
        }
        catch (ObjectDisposedException)
        {
            refused = true;
        }
        Assert.True(refused);
    }

    [Fact]
    public void The_value_that_nobody_opened_can_be_disposed()
    {
        Plaintext never = default;
        never.Dispose();
    }
}
