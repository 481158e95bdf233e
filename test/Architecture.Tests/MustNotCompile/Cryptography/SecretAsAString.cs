// expect CS0029
using Hermetic.Cryptography;

internal static class Misuse
{
    public static string Read(Secret secret) => secret;
}
