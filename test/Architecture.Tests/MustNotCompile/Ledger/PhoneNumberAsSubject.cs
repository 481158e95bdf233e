// expect CS0029
using Hermetic.Ledger;

internal static class PhoneNumberAsSubject
{
    public static LedgerEntry Record(LedgerHour at, string phone) =>
        new() { Action = "a", Actor = "b", At = at, Subject = phone };
}
