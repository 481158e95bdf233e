using Hermetic.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>Who said STOP, under the suppression key: outlives erasures and rotations, so that nobody is written to by mistake.</summary>
public static class Suppressions
{
    private const string Insert = "insert into suppression (tag, day) values ($1, $2) on conflict do nothing";
    private const string Delete = "delete from suppression where tag = $1";
    private const string CountTag = "select count(*) from suppression where tag = $1";

    public static void Add(Transaction transaction, Tag tag) => transaction.Execute(Insert, tag, transaction.Today);

    public static void Remove(Transaction transaction, Tag tag) => transaction.Execute(Delete, tag);

    public static bool Contains(Session session, Tag tag) => session.Count(CountTag, tag) > 0;
}
