using System.Globalization;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Flows;
using Hermetic.Server.Identity;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Keys;

/// <summary>An earlier version of a key that is kept.</summary>
/// <param name="Rows">What lies under it.</param>
/// <param name="Until">The day on which the last of that goes by its age; null when that is not what it waits for.</param>
/// <param name="GoesByItself">The service destroys it when nothing lies under it any more.</param>
internal sealed record WaitingVersion(RingKey Key, int Version, long Rows, DateOnly? Until, bool GoesByItself);

/// <summary>
/// The steps of a rotation. A new version is stored, known to every node, made the active one; what lies under the one
/// before is sealed anew; when nothing does, it is destroyed. Each step can be taken by any node, and again.
/// </summary>
internal sealed class KeyRotation(
    Vault vault, Database database, Retagging retagging, RotationSettings settings, TimeProvider clock)
{
    /// <summary>
    /// How long a new version is known before it seals: nodes look once a second. A node that was asleep meanwhile reads
    /// the ring when it meets the version.
    /// </summary>
    internal static readonly TimeSpan Notice = TimeSpan.FromSeconds(5);

    /// <summary>Rows of one commit of the re-sealing.</summary>
    internal const int Batch = 256;

    internal RotationSettings Settings => settings;

    /// <summary>Stores the next version of a key, unless one is waiting already.</summary>
    internal Task CreateAsync(RingKey key, Caller caller, CancellationToken cancel) => vault.ChangeRingAsync(
        async (directory, record) =>
        {
            if (record.Find(key, KeyState.PreActive) is null)
                await directory.AddVersionAsync(key, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), cancel);
        },
        caller, cancel);

    /// <summary>Makes the waiting version the active one; nothing when none waits.</summary>
    internal Task ActivateAsync(RingKey key, Caller caller, CancellationToken cancel) => vault.ChangeRingAsync(
        async (_, record) =>
        {
            if (record.Find(key, KeyState.PreActive) is not { } next)
                return;
            var last = record.Find(key, KeyState.Active)!;
            await database.CommitAsync(transaction =>
            {
                RingVersions.Retire(transaction, RingSettlement.Proof<RetireKey>(caller), key, last.Version);
                RingSettlement.Activate(transaction, vault.Ring, key, next.Version, caller);
                RingVersions.Advance(transaction, record.Epoch, record.Epoch + 1);
            });
        },
        caller, cancel);

    /// <summary>Destroys every version under which nothing lies any more and which was retired so long ago.</summary>
    /// <param name="age">How long ago at least.</param>
    /// <param name="isMeant">Of which keys.</param>
    /// <param name="caller">Who wants it, for the ledger.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <returns>How many were.</returns>
    internal async Task<int> TrimAsync(
        TimeSpan age, Func<RingKey, bool> isMeant, Caller caller, CancellationToken cancel)
    {
        var destroyed = 0;
        // The look at everything that may lie under it is not made in a turn: others write meanwhile.
        while (FindSpent(database.Read(RingVersions.Read), age, isMeant) is { } spent)
        {
            await vault.ChangeRingAsync(
                async (_, record) =>
                {
                    if (record.Find(spent.Key, spent.Version) is not { State: KeyState.DecryptOnly })
                        return;
                    await database.CommitAsync(transaction =>
                    {
                        RingVersions.Destroy(transaction, RingSettlement.Proof<DestroyKey>(caller), spent);
                        RingVersions.Advance(transaction, record.Epoch, record.Epoch + 1);
                    });
                },
                caller, cancel);
            destroyed++;
        }
        await vault.DestroyVersionsAsync(cancel);
        return destroyed;
    }

    /// <summary>Seals the next rows anew that lie under an earlier version of the system key.</summary>
    /// <returns>How many; 0 when none is left, or none that opens.</returns>
    internal async Task<int> ResealAsync(CancellationToken cancel)
    {
        var version = vault.Ring.System.KeyId.Version;
        return await ResealAsync(SystemRows.AccountEvents, AccountNotice.Context, SystemRows.Reseal, version, cancel)
            + await ResealAsync(SystemRows.FlowKeys, FlowKeyStore.Context, SystemRows.Reseal, version, cancel)
            + await ResealAsync(SystemRows.DataProtectionKeys, ProtectionKeys.Context, SystemRows.Reseal, version, cancel)
            + await ResealAsync(SystemRows.Staff, StaffFacts.Context, SystemRows.Reseal, version, cancel)
            + await ResealAsync(SystemRows.Passkeys, PasskeyFacts.Context, SystemRows.Reseal, version, cancel)
            + await ResealAsync(SystemRows.Sessions, SessionFacts.Context, SystemRows.Reseal, version, cancel);
    }

    /// <summary>The rows of one table, in one commit.</summary>
    private async Task<int> ResealAsync<T>(
        Func<Session, int, int, IReadOnlyList<SystemRow<T>>> list, Func<Guid, SealContext> context,
        Action<Transaction, SystemRow<T>, Sealed<T>> reseal, int version, CancellationToken cancel) where T : IContentKind
    {
        var rows = await AgainAsync(list, context, version, cancel);
        if (rows.Count == 0)
            return 0;
        await database.CommitAsync(transaction =>
        {
            foreach (var (old, renewed) in rows)
                reseal(transaction, old, renewed);
        });
        return rows.Count;
    }

    /// <summary>Gives the next rows a new tag that were tagged under an earlier version of the blind-index key.</summary>
    /// <returns>How many; 0 when none is left of which that can be said.</returns>
    internal Task<int> RetagAsync(CancellationToken cancel) => retagging.StepAsync(cancel);

    /// <summary>How many rows lie under a version of the system key, or need one of the blind-index key.</summary>
    internal long RowsUnder(KeyVersion version) => version switch
    {
        { IsKept: false } => 0,
        { Key: RingKey.System } => database.Read(session => SystemRows.Count(session, version.Version)),
        { Key: RingKey.BlindIndex } => database.Read(session => TaggedRows.Count(session, version.Version)),
        _ => 0,
    };

    /// <summary>
    /// The day on which the last mark goes that was made under a version of the blind-index key and cannot be made anew;
    /// null when there is none.
    /// </summary>
    internal DateOnly? WaitsUntil(KeyVersion version)
    {
        if (version is not { Key: RingKey.BlindIndex, State: KeyState.DecryptOnly })
            return null;
        var (delivered, sent) = database.Read(session => TaggedRows.LastDays(session, version.Version));
        var last = Math.Max(LastOf(delivered, Retention.Redelivery), LastOf(sent, Retention.Statuses));
        return last == 0 ? null : DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(last));
    }

    /// <summary>Why the version before of the blind-index key cannot be destroyed yet, as a sentence; null when it can.</summary>
    internal string? WhyKept()
    {
        var (old, rows) = database.Read(RingVersions.Read)!.Versions
            .Where(version => version is { Key: RingKey.BlindIndex, State: KeyState.DecryptOnly })
            .Select(version => (version, RowsUnder(version.InFile))).FirstOrDefault(one => one.Item2 > 0);
        if (rows == 0)
            return null;
        var stays = string.Create(
            CultureInfo.InvariantCulture, $"Version {old.Version} of blind-index stays. Rows that only it finds: {rows}. ");
        return WaitsUntil(old.InFile) is { } day
            ? stays + string.Create(
                CultureInfo.InvariantCulture, $"What was delivered and sent under it is known by it until {day:yyyy-MM-dd}.")
            : stays + "They get new tags while the service runs, or do not open.";
    }

    /// <summary>The day after the last on which a rule keeps what is of a day; 0 when nothing is.</summary>
    private static int LastOf(int day, Retention rule) => day == 0 ? 0 : day + new RetentionSchedule().Days(rule) + 1;

    /// <summary>When a key is to be rotated; null when it is not.</summary>
    internal DateTimeOffset? Due(RingVersion version) =>
        version.State == KeyState.Active && RotationSettings.WhyNot(version.Key) is null && settings.After is { } after
            ? version.Changed + after
            : null;

    /// <summary>Whose time has come.</summary>
    internal IReadOnlyList<RingKey> DueNow(RingRecord record) =>
        [.. record.Versions.Where(version => Due(version) <= clock.GetUtcNow()).Select(version => version.Key)];

    /// <summary>Earlier versions that are kept still, and for what.</summary>
    internal IReadOnlyList<WaitingVersion> Waiting(RingRecord record) =>
    [
        .. record.Versions.Where(version => version.State == KeyState.DecryptOnly).Select(version => new WaitingVersion(
            version.Key, version.Version, RowsUnder(version.InFile), WaitsUntil(version.InFile),
            settings.TrimAfter is not null && !RotationSettings.IsByHand(version.Key))),
    ];

    /// <summary>Null when the last one has been destroyed.</summary>
    private SpentVersion? FindSpent(RingRecord? record, TimeSpan age, Func<RingKey, bool> isMeant) => record?.Versions
        .Where(version => version.State == KeyState.DecryptOnly && isMeant(version.Key)
            && version.Changed + (age > Least(version.Key) ? age : Least(version.Key)) <= clock.GetUtcNow())
        .Select(version => database.Read(session => SpentVersion.Find(session, version.Key, version.Version)))
        .FirstOrDefault(spent => spent is not null);

    /// <summary>However soon somebody wants it: a button may still be pressed.</summary>
    private static TimeSpan Least(RingKey key) =>
        key == RingKey.Confirmation ? ButtonSeal.Lifetime.ToTimeSpan() : TimeSpan.Zero;

    private async Task<IReadOnlyList<(SystemRow<T> Old, Sealed<T> Renewed)>> AgainAsync<T>(
        Func<Session, int, int, IReadOnlyList<SystemRow<T>>> list, Func<Guid, SealContext> context, int version,
        CancellationToken cancel) where T : IContentKind
    {
        var rows = database.Read(session => list(session, version, Batch));
        var renewed = new List<(SystemRow<T>, Sealed<T>)>(rows.Count);
        foreach (var row in rows)
        {
            await vault.KnowAsync(row.Sealed.KeyId, cancel);
            if (Again(row, context(row.Id)) is { } box)
                renewed.Add((row, box));
        }
        return renewed;
    }

    /// <summary>Null for what does not open: it stays as it is, and keeps its version from being destroyed.</summary>
    private Sealed<T>? Again<T>(SystemRow<T> row, SealContext context) where T : IContentKind
    {
        try
        {
            using var content = vault.Ring.System.Open(row.Sealed, context);
            return vault.Ring.System.Seal<T>(content.Utf8, context);
        }
        catch (EnvelopeException)
        {
            return null;
        }
    }
}
