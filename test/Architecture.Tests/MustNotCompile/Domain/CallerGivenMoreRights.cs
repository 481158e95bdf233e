// expect CS0200
using System.Collections.Frozen;
using Hermetic.Domain;

internal static class Misuse
{
    public static Caller Raised(Caller caller, FrozenSet<Permission> all) => caller with { Grants = all };
}
