namespace Hermetic.Cryptography.Tests.Sealing;

/// <summary>What the tests seal, and where.</summary>
internal static class Samples
{
    public static readonly Guid Deployment = new("6f0dd1c1-5d9a-4a6e-8b57-0a1f6f4b2c11");

    public static readonly SealContext Place = new(
        "message", "body", new("11111111-2222-4333-8444-555555555555"), 7, new("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"));

    /// <summary>A key of the bytes 00 01 02 … 1f.</summary>
    public static ContentKey CountingKey(SecretArena arena, KeyId? keyId = null, Guid? deployment = null) =>
        new(keyId ?? KeyId.ForSlot(12), deployment ?? Deployment, Counting(arena));

    public static SecretBuffer Counting(SecretArena arena)
    {
        var bytes = arena.Rent(32);
        for (var index = 0; index < 32; index++)
            bytes.Span[index] = (byte)index;
        return bytes;
    }

    public static byte[] OpenBytes<T>(this ContentKey key, Sealed<T> box, in SealContext place) where T : IContentKind
    {
        using var opened = key.Open(box, place);
        return opened.Utf8.ToArray();
    }

    public static byte[] OpenBytes<T>(this SystemKey key, Sealed<T> box, in SealContext place) where T : IContentKind
    {
        using var opened = key.Open(box, place);
        return opened.Utf8.ToArray();
    }

    public static EnvelopeFailure WhyNot<T>(this ContentKey key, Sealed<T> box, SealContext place)
        where T : IContentKind =>
        Assert.Throws<EnvelopeException>(() => key.OpenBytes(box, place)).Reason;
}

internal sealed class Body : IContentKind
{
    public static string Kind => "message-body";

    public static int SchemaVersion => 1;
}

internal sealed class LaterBody : IContentKind
{
    public static string Kind => "message-body";

    public static int SchemaVersion => 2;
}

internal sealed class Token : IContentKind
{
    public static string Kind => "token";

    public static int SchemaVersion => 1;
}
