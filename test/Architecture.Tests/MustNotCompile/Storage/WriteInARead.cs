// expect CS1503
using Hermetic.Cryptography;
using Hermetic.Storage;

internal static class Misuse
{
    public static void Written(Session session, Tag tag) => Suppressions.Add(session, tag);
}
