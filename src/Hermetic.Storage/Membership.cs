using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>How far a node has come; the numbers are Orleans'.</summary>
public enum SiloState
{
    None = 0,
    Created = 1,
    Joining = 2,
    Active = 3,
    ShuttingDown = 4,
    Stopping = 5,
    Dead = 6,
}

/// <summary>One node of the cluster, in one of its lives.</summary>
/// <param name="Address">IP address, port and generation: the key.</param>
/// <param name="Etag">Changes with each change of the row, but not with a sign of life.</param>
/// <param name="At">The last sign of life, by the database's clock: milliseconds since 1970-01-01.</param>
/// <param name="Entry">What else Orleans wants to know.</param>
public sealed record SiloRow(
    ReadOnlyMemory<byte> Address, SiloState State, long Etag, long At, ReadOnlyMemory<byte> Entry);

/// <summary>The table at one moment.</summary>
/// <param name="Now">That moment, by the database's clock: milliseconds since 1970-01-01.</param>
public sealed record SiloRows(long Version, long Now, IReadOnlyList<SiloRow> Rows);

/// <summary>
/// Orleans' membership table. Every change moves the version of the whole table by one, or nothing happens: of two nodes
/// that change it at once, one hears that it has to look again. Signs of life alone change neither version nor etag.
/// </summary>
public static class Membership
{
    // Times are the database's: no node's own clock is compared with another's.
    private const string Select =
        """
        select c.version, cast(unixepoch('now', 'subsec') * 1000 as bigint), s.address, s.state, s.etag, s.at, s.entry
        from cluster c left join silo s on 1 = 1 where c.one = 1
        """;
    private const string SelectOne =
        """
        select c.version, cast(unixepoch('now', 'subsec') * 1000 as bigint), s.address, s.state, s.etag, s.at, s.entry
        from cluster c left join silo s on s.address = $1 where c.one = 1
        """;
    private const string Number = "update cluster set generation = generation + 1 where one = 1 returning generation";
    private const string Advance = "update cluster set version = version + 1 where one = 1 and version = $1";
    private const string SelectVersion = "select version from cluster where one = 1";
    private const string InsertOne =
        """
        insert into silo (address, state, etag, at, entry)
        values ($1, $2, 0, cast(unixepoch('now', 'subsec') * 1000 as bigint), $3)
        """;
    private const string UpdateOne =
        """
        update silo set state = $2, etag = etag + 1, at = cast(unixepoch('now', 'subsec') * 1000 as bigint), entry = $3
        where address = $1
        """;
    private const string CountOne = "select count(*) from silo where address = $1";
    private const string CountUnchanged = "select count(*) from silo where address = $1 and etag = $2";
    private const string SetAlive =
        "update silo set at = cast(unixepoch('now', 'subsec') * 1000 as bigint) where address = $1 and state < 6";
    private const string SetDead =
        """
        update silo set state = 6, etag = etag + 1, at = cast(unixepoch('now', 'subsec') * 1000 as bigint)
        where address = $1 and etag = $2 and at = $3 and state < 6
        """;
    private const string DeleteDead = "delete from silo where state = 6 and at < $1";
    private const string DeleteAll = "delete from silo";

    /// <summary>The whole table and its version, from one statement: they belong together.</summary>
    public static SiloRows Read(Session session) => Together(session.List(Select, ReadRow));

    /// <summary>One silo, if it is there, and the version of the table, from one statement.</summary>
    public static SiloRows Read(Session session, ReadOnlyMemory<byte> address) =>
        Together(session.List(SelectOne, ReadRow, SqlValue.Bytes(address)));

    /// <summary>Higher than every one before: no clock that was set back makes a new silo older than its own past.</summary>
    public static int NextGeneration(Transaction transaction) => (int)transaction.Count(Number);

    /// <returns>False, and nothing happened, when the silo is there already or the table has moved on.</returns>
    public static bool Insert(Transaction transaction, SiloRow row, long version)
    {
        if (transaction.Count(CountOne, SqlValue.Bytes(row.Address)) > 0 || transaction.Execute(Advance, version) != 1)
            return false;
        transaction.Execute(InsertOne, SqlValue.Bytes(row.Address), row.State, SqlValue.Bytes(row.Entry));
        return true;
    }

    /// <returns>
    /// False, and nothing happened, when the silo is not there or not as it was with that etag, or the table has moved on.
    /// </returns>
    public static bool Update(Transaction transaction, SiloRow row, long version)
    {
        // Whoever changes a row moves the version: the row is as it was counted, or the version does not match.
        if (transaction.Count(CountUnchanged, SqlValue.Bytes(row.Address), row.Etag) != 1
            || transaction.Execute(Advance, version) != 1)
            return false;
        transaction.Execute(UpdateOne, SqlValue.Bytes(row.Address), row.State, SqlValue.Bytes(row.Entry));
        return true;
    }

    /// <summary>A sign of life. The dead give none: whoever was declared dead starts a new life.</summary>
    public static void Beat(Transaction transaction, ReadOnlyMemory<byte> address) =>
        transaction.Execute(SetAlive, SqlValue.Bytes(address));

    /// <summary>Declares dead whoever gave no sign of life since the rows were read.</summary>
    /// <returns>How many.</returns>
    public static int Bury(Transaction transaction, IReadOnlyCollection<SiloRow> silent)
    {
        ArgumentNullException.ThrowIfNull(silent);
        var dead = silent.Sum(row => transaction.Execute(SetDead, SqlValue.Bytes(row.Address), row.Etag, row.At));
        if (dead > 0)
            transaction.Execute(Advance, transaction.Count(SelectVersion));
        return dead;
    }

    /// <param name="before">By the database's clock, milliseconds since 1970-01-01.</param>
    public static int ForgetDead(Transaction transaction, long before) => transaction.Execute(DeleteDead, before);

    public static int ForgetAll(Transaction transaction) => transaction.Execute(DeleteAll);

    private static (long Version, long Now, SiloRow? Row) ReadRow(Row row) => (
        row.Long(0), row.Long(1),
        row.IsNull(2) ? null : new SiloRow(row.Bytes(2), row.Enum<SiloState>(3), row.Long(4), row.Long(5), row.Bytes(6)));

    private static SiloRows Together(List<(long Version, long Now, SiloRow? Row)> found) =>
        new(found[0].Version, found[0].Now, [.. found.Select(one => one.Row).OfType<SiloRow>()]);
}
