// expect CS1503
using Hermetic.Domain;

internal static class Misuse
{
    public static byte[] Read(Labeled<byte[]> said) => said.ReleaseTo("whatsapp.reply");
}
