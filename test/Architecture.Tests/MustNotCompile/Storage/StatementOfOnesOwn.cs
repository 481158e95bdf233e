// expect CS1061
using Hermetic.Storage;

internal static class Misuse
{
    public static int Run(Transaction transaction, string sql) => transaction.Execute(sql);
}
