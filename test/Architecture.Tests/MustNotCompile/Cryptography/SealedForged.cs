// expect CS1729
using Hermetic.Cryptography;

internal static class Misuse
{
    public static Sealed<Body> Forged(byte[] clear) => new(KeyId.ForSlot(1), clear);

    public sealed class Body : IContentKind
    {
        public static string Kind => "body";

        public static int SchemaVersion => 1;
    }
}
