// expect CS0029
using System;
using Hermetic.Domain;

internal static class Misuse
{
    public static SubjectId Taken(Guid anything) => anything;
}
