// expect CS1503
using Hermetic.Cryptography;

internal static class Misuse
{
    public static void Opened(ContentKey key, Sealed<Token> token, SealContext place)
    {
        using var opened = key.Open<Body>(token, place);
    }

    public sealed class Body : IContentKind
    {
        public static string Kind => "body";

        public static int SchemaVersion => 1;
    }

    public sealed class Token : IContentKind
    {
        public static string Kind => "token";

        public static int SchemaVersion => 1;
    }
}
