// expect CS0029
using Hermetic.Cryptography;

internal static class Misuse
{
    public static Tag Taken(byte[] phoneNumber) => phoneNumber;
}
