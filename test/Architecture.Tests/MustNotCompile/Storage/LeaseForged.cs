// expect CS1729
using Hermetic.Domain;
using Hermetic.Storage;

internal static class Misuse
{
    public static ConversationLease Forged(ConversationId id, SubjectId person) => new(id, person, 1, 0);
}
