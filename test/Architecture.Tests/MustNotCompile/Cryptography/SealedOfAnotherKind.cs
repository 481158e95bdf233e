// expect CS0029
using Hermetic.Cryptography;

internal static class Misuse
{
    public static Sealed<Body> Exchanged(Sealed<Token> token) => token;

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
