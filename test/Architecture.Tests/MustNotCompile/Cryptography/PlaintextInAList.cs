// expect CS9244
using System.Collections.Generic;
using Hermetic.Cryptography;

internal static class Misuse
{
    public static int Collected(List<Plaintext> opened) => opened.Count;
}
