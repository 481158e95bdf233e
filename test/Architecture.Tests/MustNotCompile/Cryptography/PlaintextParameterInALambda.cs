// expect CS9108
using System;
using Hermetic.Cryptography;

internal static class Misuse
{
    public static Func<int> Captured(Plaintext opened) => () => opened.Utf8.Length;
}
