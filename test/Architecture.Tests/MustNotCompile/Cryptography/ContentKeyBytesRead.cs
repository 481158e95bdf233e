// expect CS1061
using System;
using Hermetic.Cryptography;

internal static class Misuse
{
    public static ReadOnlySpan<byte> Read(ContentKey key) => key.Key;
}
