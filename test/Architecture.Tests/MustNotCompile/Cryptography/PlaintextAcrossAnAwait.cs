// expect CS4007
using System.Threading.Tasks;
using Hermetic.Cryptography;

internal static class Misuse
{
    public static async Task<int> Carried(ContentKey key, Sealed<Body> box, SealContext place)
    {
        var opened = key.Open(box, place);
        await Task.Yield();
        return opened.Utf8.Length;
    }

    public sealed class Body : IContentKind
    {
        public static string Kind => "body";

        public static int SchemaVersion => 1;
    }
}
