using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Evidence;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>
/// Brings the ring's file and its record together, whatever was interrupted. A new key is made in the file first and then
/// recorded; every other step is recorded first and then made in the file. So a file that is ahead is recorded, a file
/// that is one step behind is brought along, and a file that is further behind, or has lost what the record needs, is
/// refused: nothing is destroyed for its sake. Whoever calls holds the key directory.
/// </summary>
internal static class RingSettlement
{
    /// <summary>The service itself.</summary>
    internal static readonly Caller Caller = Caller.Service("keys", Permission.ChangeKeys);

    /// <returns>The record, of which the file is the image.</returns>
    /// <exception cref="KeyDirectoryException">They cannot be brought together.</exception>
    /// <exception cref="RootProviderException">What wraps the keys cannot be used now.</exception>
    internal static async Task<RingRecord> RunAsync(
        KeyDirectory directory, Database database, Caller caller, CancellationToken cancel)
    {
        var record = await database.CommitAsync(RingVersions.Read) ?? await BeginAsync(directory.Ring, database);
        if (directory.Ring.FileEpoch < record.Epoch)
            await directory.ReadRingAsync(cancel);
        if (directory.Ring.Epoch > record.Epoch)
            record = await RecordAsync(directory.Ring, record, database, caller);
        RequireKeys(directory.Ring, record);
        if (directory.Ring.FileEpoch == record.Epoch - 1)
            await directory.MoveVersionsAsync([.. record.Versions.Select(version => version.InFile)], record.Epoch, cancel);
        if (directory.Ring.FileEpoch != record.Epoch || !IsImage(directory.Ring, record))
            throw Older();
        return record;
    }

    /// <summary>A key of the ledger is announced in it, by the commit that makes it the active one.</summary>
    internal static void Activate(Transaction transaction, KeyRing ring, RingKey key, int version, Caller caller)
    {
        RingVersions.Activate(transaction, Proof<ActivateKey>(caller), key, version);
        if (key == RingKey.LedgerSeed)
            LedgerEntries.RecordLogKey(
                transaction, Proof<AnnounceLogKey>(caller), LogKeys.Verifier(ring, version));
    }

    private static async Task<RingRecord> BeginAsync(KeyRing ring, Database database)
    {
        await database.CommitAsync(transaction => RingVersions.Begin(transaction, ring.Epoch, ring.Versions));
        return (await database.CommitAsync(RingVersions.Read))!;
    }

    /// <summary>
    /// What the file has and the record has not: a key that was made before a crash, another root provider; or, beside a
    /// database of an earlier time, all that has happened since.
    /// </summary>
    private static async Task<RingRecord> RecordAsync(KeyRing ring, RingRecord record, Database database, Caller caller)
    {
        var news = ring.Versions.Where(version => record.Find(version.Key, version.Version)?.State != version.State).ToList();
        if (news.Any(version => !version.IsKept && record.Find(version.Key, version.Version) is { State: not KeyState.Destroyed }))
            throw new KeyDirectoryException(
                "The database is older than the key ring: it needs a version of a key that was destroyed since. Nothing was "
                + "changed; restore a later copy of the database.");
        if (record.Versions.Any(version => ring.Versions.FirstOrDefault(one =>
                (one.Key, one.Version) == (version.Key, version.Version)).State < version.State))
            throw Older();
        await database.CommitAsync(transaction =>
        {
            foreach (var version in news.Where(version => record.Find(version.Key, version.Version) is null))
                RingVersions.Create(transaction, Proof<CreateKey>(caller), version.Key, version.Version);
            foreach (var version in news.Where(version => version.State == KeyState.DecryptOnly))
                RingVersions.Retire(transaction, Proof<RetireKey>(caller), version.Key, version.Version);
            foreach (var version in news.Where(version => version.State == KeyState.Active))
                Activate(transaction, ring, version.Key, version.Version, caller);
            foreach (var version in news.Where(version => version.State == KeyState.Destroyed))
                RingVersions.Destroy(
                    transaction, Proof<DestroyKey>(caller),
                    SpentVersion.Find(transaction, version.Key, version.Version)
                    ?? throw new FencedException("a version that the key ring has lost is still needed"));
            if (news.Count == 0)
                RingVersions.Rewrap(transaction, Proof<RewrapKeys>(caller));
            RingVersions.Advance(transaction, record.Epoch, ring.Epoch);
        });
        return (await database.CommitAsync(RingVersions.Read))!;
    }

    /// <summary>Before the file is touched: every key under which something may lie is in it.</summary>
    private static void RequireKeys(KeyRing ring, RingRecord record)
    {
        foreach (var version in record.Versions.Where(version => version.State != KeyState.Destroyed))
        {
            if (!ring.Versions.Any(one => one.IsKept && (one.Key, one.Version) == (version.Key, version.Version)))
                throw Older();
        }
    }

    private static bool IsImage(KeyRing ring, RingRecord record) =>
        ring.Versions.Select(version => (version.Key, version.Version, version.State)).ToHashSet()
            .SetEquals(record.Versions.Select(version => (version.Key, version.Version, version.State)));

    private static KeyDirectoryException Older() => new(
        "The key ring is older than the database, or another one than was used with it. Nothing was changed; put the "
        + "present file keyring back (docs/operate/keys.md).");

    internal static Authorized<TAction> Proof<TAction>(Caller caller) where TAction : IAction =>
        Authorizer.Demand<TAction>(caller, Target.Deployment);
}
