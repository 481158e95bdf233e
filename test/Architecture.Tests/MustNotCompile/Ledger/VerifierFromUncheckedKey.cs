// expect CS1729
using Hermetic.Ledger;

internal static class VerifierFromUncheckedKey
{
    public static NoteVerifier Trust() => new("example.com/ledger", 0, null);
}
