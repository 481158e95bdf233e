// expect CS0029
using Hermetic.Domain;

internal static class Misuse
{
    public static byte[] Read(Labeled<byte[]> said) => said;
}
