// expect CS1503
using Hermetic.Domain;

internal static class Misuse
{
    public static Caller Confused(ConversationId conversation) => Caller.Person(conversation);
}
