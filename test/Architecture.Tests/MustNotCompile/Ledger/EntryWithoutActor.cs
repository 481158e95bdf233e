// expect CS9035
using Hermetic.Ledger;

internal static class EntryWithoutActor
{
    public static LedgerEntry Record(LedgerHour at) => new() { Action = "a", At = at };
}
