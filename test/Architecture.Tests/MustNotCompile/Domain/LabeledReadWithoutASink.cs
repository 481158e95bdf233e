// expect CS1061
using Hermetic.Domain;

internal static class Misuse
{
    public static byte[] Read(Labeled<byte[]> said) => said.Value;
}
