// expect CS0019
using Hermetic.Domain;

internal static class Misuse
{
    public static bool Same(SubjectId person, ConversationId conversation) => person == conversation;
}
