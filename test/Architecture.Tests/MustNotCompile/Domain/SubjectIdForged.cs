// expect CS1729
using System;
using Hermetic.Domain;

internal static class Misuse
{
    public static SubjectId Forged() => new(Guid.Empty);
}
