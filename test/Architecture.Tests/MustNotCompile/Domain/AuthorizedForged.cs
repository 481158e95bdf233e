// expect CS1729
using Hermetic.Domain;

internal static class Misuse
{
    public static Authorized<EraseSubject> Forged(Caller caller, Target target) => new(caller, target);
}
