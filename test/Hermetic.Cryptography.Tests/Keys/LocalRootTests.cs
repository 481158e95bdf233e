using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

public sealed class LocalRootTests : IDisposable
{
    private static readonly RootAssurance _assurance = new(ErasureLevel.FileOverwritten, Horizon: null, "A test.");
    private readonly SecretArena _arena = new(1 << 20);
    private readonly LocalRoot _root;

    public LocalRootTests() => _root = new("test", _assurance, Samples.Deployment, Samples.Counting(_arena));

    public void Dispose()
    {
        _root.Dispose();
        _arena.Dispose();
    }

    [Fact]
    public void What_it_wraps_is_sealed_for_the_place_that_the_formats_say()
    {
        var wrapped = AtOnce.Result(_root.WrapAsync("secret"u8.ToArray(), "ledger-seed", 7, default).AsTask());

        using var key = Samples.Counting(_arena);
        var place = new SealContext("keys", "ledger-seed", Guid.Empty, RowVersion: 7, Subject: Guid.Empty);
        var padded = new byte[64];
        Envelope.Open(key.Span, KeyId.ForRoot(), new(Samples.Deployment, "wrapped-key", 1, place), wrapped.Span, padded);

        Assert.Equal("secret"u8.ToArray(), padded[..Padding.Unpad(padded)]);
    }

    [Fact]
    public async Task Nothing_is_wrapped_for_no_purpose_and_nothing_after_it_was_cancelled()
    {
        var gone = new CancellationToken(canceled: true);
        await Assert.ThrowsAsync<ArgumentException>(async () => await _root.WrapAsync(new byte[1], "", 0, default));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _root.WrapAsync(new byte[1], "a", 0, gone));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await _root.UnwrapAsync(new byte[1], "a", 0, gone));
    }

    [Fact]
    public void Its_key_has_32_bytes()
    {
        using var shorter = _arena.Rent(31);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalRoot("test", _assurance, Samples.Deployment, shorter));
    }
}
