// expect CS1729
using System;
using Hermetic.Domain;

internal static class Misuse
{
    public static Target Forged(Guid id, SubjectId owner) => new(TargetKind.Conversation, id, owner);
}
