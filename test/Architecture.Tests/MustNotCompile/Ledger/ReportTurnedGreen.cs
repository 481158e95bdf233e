// expect CS0200
using Hermetic.Ledger;

internal static class ReportTurnedGreen
{
    public static VerificationReport Polish(VerificationReport report) => report with { Ok = true };
}
