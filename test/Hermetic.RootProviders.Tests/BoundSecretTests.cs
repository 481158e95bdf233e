using CsCheck;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Tests;

public sealed class BoundSecretTests : IDisposable
{
    private static readonly RootContext _context = new(Guid.Parse("11111111-1111-4111-8111-111111111111"), "system", 1);

    private readonly SecretArena _arena = new(4 << 20);

    public void Dispose()
    {
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    /// <summary><c>printf '%s\0key' hermetic/root/v1/11111111-1111-4111-8111-111111111111/system/1 | sha256sum</c></summary>
    [Fact]
    public void It_is_written_as_documented()
    {
        using var bound = BoundSecret.Bind("key"u8, _context, _arena);
        Assert.Equal(
            "01" + "5D6A6CA10FCA8DDE46757C41A1CE73F82BCF2057134042B70BECB972AF3AC2D2" + "6B6579",
            Convert.ToHexString(bound.Span));
    }

    [Fact]
    public void It_opens_in_its_context_and_no_other()
    {
        using var bound = BoundSecret.Bind("key"u8, _context, _arena);
        using (var opened = BoundSecret.Open(bound.Span, _context, _arena))
            Assert.Equal("key"u8.ToArray(), opened!.Span.ToArray());
        foreach (var other in (RootContext[])
            [_context with { Version = 2 }, _context with { Purpose = "systen" }, _context with { Deployment = Guid.Empty }])
            Assert.Null(BoundSecret.Open(bound.Span, new(other.Deployment, other.Purpose, other.Version), _arena));
    }

    [Fact]
    public void Whatever_a_service_makes_up_is_nothing() =>
        Gen.Byte.Array[0, 200].Sample(bytes => Assert.Null(BoundSecret.Open(bytes, _context, _arena)));

    [Fact]
    public void A_byte_more_or_less_or_another_one_is_nothing()
    {
        using var bound = BoundSecret.Bind(new byte[64], _context, _arena);
        Assert.Equal(BoundSecret.Longest, bound.Length);
        for (var position = 0; position < bound.Length; position++)
        {
            bound.Span[position] ^= 0x80;
            Assert.Null(BoundSecret.Open(bound.Span, _context, _arena));
            bound.Span[position] ^= 0x80;
            Assert.Null(BoundSecret.Open(bound.Span[..position], _context, _arena));
        }
        Assert.Null(BoundSecret.Open([.. bound.Span, 0], _context, _arena));
        using var opened = BoundSecret.Open(bound.Span, _context, _arena);
        Assert.NotNull(opened);
    }

    [Fact]
    public void No_two_contexts_are_spelled_alike() =>
        Gen.Select(Gen.String[Gen.Char["abz09-"], 1, 12], Gen.Int[0, int.MaxValue], Gen.String[Gen.Char["abz09-"], 1, 12], Gen.Int[0, int.MaxValue])
            .Sample((purpose, version, other, otherVersion) => Assert.Equal(
                (purpose, version) == (other, otherVersion),
                new RootContext(Guid.Empty, purpose, version).Text == new RootContext(Guid.Empty, other, otherVersion).Text));
}
