// expect CS1729
using System.Collections.Frozen;
using Hermetic.Domain;

internal static class Misuse
{
    public static Caller Forged(SubjectId person) =>
        new(CallerKind.Person, "person:somebody", person, FrozenSet<Permission>.Empty);
}
