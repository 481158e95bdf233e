// expect CS8175
using System;
using Hermetic.Cryptography;

internal static class Misuse
{
    public static Func<int> Captured(ContentKey key, Sealed<Body> box, SealContext place)
    {
        using var opened = key.Open(box, place);
        return () => opened.Utf8.Length;
    }

    public sealed class Body : IContentKind
    {
        public static string Kind => "body";

        public static int SchemaVersion => 1;
    }
}
