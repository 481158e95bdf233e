// expect CS0029
using Hermetic.Ledger;

internal static class ExactTimeInTheClear
{
    public static LedgerEntry Record(System.DateTimeOffset now) => new() { Action = "a", Actor = "b", At = now };
}
