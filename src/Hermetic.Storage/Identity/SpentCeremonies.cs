using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <summary>
/// Challenges that were answered rightly. Whoever asks for one costs nothing; whoever answers it leaves a row, and the
/// same answer does not count again, on any node.
/// </summary>
public static class SpentCeremonies
{
    private const string Insert = "insert into spent_ceremony (id, until) values ($1, $2) on conflict do nothing";
    private const string DeleteOver = "delete from spent_ceremony where until <= $1";

    /// <summary>Two hours: a challenge is void long before.</summary>
    private const int Hours = 2;

    /// <exception cref="FencedException">It was answered before.</exception>
    public static void Spend(Transaction transaction, Guid id) =>
        transaction.Demand("this challenge was answered before", Insert, SqlValue.Id(id), transaction.Hour + Hours);

    /// <returns>How many were void anyway.</returns>
    public static int Expire(Transaction transaction) => transaction.Execute(DeleteOver, transaction.Hour);
}
