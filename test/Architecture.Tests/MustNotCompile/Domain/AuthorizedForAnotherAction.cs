// expect CS0029
using Hermetic.Domain;

internal static class Misuse
{
    public static Authorized<EraseSubject> Exchanged(Authorized<ReadConversation> proof) => proof;
}
