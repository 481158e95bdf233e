// expect CS1729
using Hermetic.Storage;

internal static class Misuse
{
    public static SequencerLease Forged() => new(1);
}
