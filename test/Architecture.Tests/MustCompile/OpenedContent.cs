using System;
using System.Threading.Tasks;
using Hermetic.Cryptography;

internal static class OpenedContent
{
    public static int Read(ContentKey key, Sealed<Body> box, SealContext place)
    {
        using var opened = key.Open(box, place);
        return opened.Utf8.Length;
    }

    /// <summary>What must outlive its frame is moved to a handle.</summary>
    public static async Task<int> CarriedAsync(ContentKey key, Sealed<Body> box, SealContext place)
    {
        using var kept = Opened(key, box, place);
        await Task.Yield();
        return kept.Span.Length;
    }

    private static SecretBuffer Opened(ContentKey key, Sealed<Body> box, SealContext place)
    {
        using var opened = key.Open(box, place);
        return opened.Keep();
    }

    public sealed class Body : IContentKind
    {
        public static string Kind => "body";

        public static int SchemaVersion => 1;
    }
}
