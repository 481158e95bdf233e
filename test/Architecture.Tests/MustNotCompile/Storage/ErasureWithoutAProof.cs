// expect CS1503
using Hermetic.Domain;
using Hermetic.Storage;

internal static class Misuse
{
    public static void Erased(Transaction transaction, Authorized<ReadConversation> proof, SubjectId person) =>
        Erasures.Begin(transaction, proof, person);
}
