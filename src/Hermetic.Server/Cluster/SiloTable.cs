using System.Globalization;
using Hermetic.Storage;

namespace Hermetic.Server.Cluster;

/// <summary>
/// What Orleans asks of a membership table (IMembershipTable), over the one store. It translates the times of the
/// database into this node's clock, and lets a silo go whose store no longer answers.
/// </summary>
internal sealed class SiloTable(Database database, TimeProvider clock) : IMembershipTable
{
    /// <summary>A write that comes later than that is of no use; it is tried anew.</summary>
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _lastPatience = TimeSpan.FromSeconds(1);

    private volatile bool _leaving;
    private MembershipTableData _seen = new(new TableVersion(0, "0"));

    /// <summary>
    /// A silo that stops owes the others a last word, but not for ever: where the store does not answer, they find out by
    /// themselves. From here on nothing is waited for, and what fails is left.
    /// </summary>
    internal void Leave() => _leaving = true;

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public async Task<MembershipTableData> ReadAll()
    {
        try
        {
            return _seen = await ReadAsync(Membership.Read);
        }
        catch (Exception failure) when (_leaving && IsOfTheStore(failure))
        {
            return _seen;
        }
    }

    public Task<MembershipTableData> ReadRow(SiloAddress key) =>
        ReadAsync(session => Membership.Read(session, SiloEntry.AddressOf(key)));

    /// <summary>A silo's life begins when it comes into the table, whatever its own clock says.</summary>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion)
    {
        entry.StartTime = clock.GetUtcNow().UtcDateTime;
        return ChangeAsync(transaction => Membership.Insert(
            transaction, SiloEntry.ToRow(entry, etag: 0, Ahead(transaction)), Number(tableVersion.VersionEtag)));
    }

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => ChangeAsync(transaction =>
        Membership.Update(
            transaction, SiloEntry.ToRow(entry, Number(etag), Ahead(transaction)), Number(tableVersion.VersionEtag)));

    public Task UpdateIAmAlive(MembershipEntry entry) => ChangeAsync(transaction =>
    {
        Membership.Beat(transaction, SiloEntry.AddressOf(entry.SiloAddress));
        return true;
    });

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => ChangeAsync(transaction =>
        Membership.ForgetDead(transaction, (beforeDate - Ahead(transaction)).ToUnixTimeMilliseconds()) >= 0);

    public Task DeleteMembershipTableEntries(string clusterId) =>
        ChangeAsync(transaction => Membership.ForgetAll(transaction) >= 0);

    private async Task<MembershipTableData> ReadAsync(Func<Session, SiloRows> read)
    {
        // A read may wait for the database: not on a thread on which grains run.
        var rows = await Task.Run(() => database.Read(read)).WaitAsync(_leaving ? _lastPatience : Timeout.InfiniteTimeSpan);
        var ahead = Ahead(rows);
        return new MembershipTableData(
            [.. rows.Rows.Select(row => Tuple.Create(SiloEntry.FromRow(row, ahead), Text(row.Etag)))],
            new TableVersion(checked((int)rows.Version), Text(rows.Version)));
    }

    private async Task<bool> ChangeAsync(Func<Transaction, bool> change)
    {
        try
        {
            return await database.CommitAsync(change, _leaving ? _lastPatience : _patience);
        }
        catch (Exception failure) when (_leaving && IsOfTheStore(failure))
        {
            return true;
        }
    }

    private static bool IsOfTheStore(Exception failure) =>
        failure is StorageStalledException or StorageFailedException or TimeoutException;

    private TimeSpan Ahead(Transaction transaction) => Ahead(Membership.Read(transaction));

    private TimeSpan Ahead(SiloRows rows) => clock.GetUtcNow().UtcDateTime - SiloEntry.Moment(rows.Now);

    private static long Number(string etag) => long.Parse(etag, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
