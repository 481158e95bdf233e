using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A version of a key of the ring, as it is on record.</summary>
/// <param name="Changed">When it came to its state.</param>
/// <param name="Moved">Rows that lay under it and were sealed anew.</param>
/// <param name="MovedAt">When the last of them was; the epoch of time when none was.</param>
public sealed record RingVersion(
    RingKey Key, int Version, KeyState State, DateTimeOffset Changed, long Moved, DateTimeOffset MovedAt)
{
    /// <summary>As the ring's file tells it.</summary>
    public KeyVersion InFile => new(Key, Version, State, DateOnly.FromDateTime(Changed.UtcDateTime));
}

/// <param name="Epoch">Of the ring's file, when it is brought along.</param>
public sealed record RingRecord(int Epoch, IReadOnlyList<RingVersion> Versions)
{
    public RingVersion? Find(RingKey key, KeyState state) =>
        Versions.LastOrDefault(version => version.Key == key && version.State == state);

    public RingVersion? Find(RingKey key, int version) =>
        Versions.SingleOrDefault(one => one.Key == key && one.Version == version);
}

/// <summary>
/// Which versions of the ring's keys there are. A step is recorded here and in the ledger in one commit; the ring's file
/// has made it before (a new key) or makes it afterwards (everything else).
/// </summary>
public static class RingVersions
{
    private const string SelectEpoch = "select epoch from key_ring where one = 1";
    private const string SelectAll =
        "select name, version, state, changed, moved, moved_at from key_version order by name, version";
    private const string InsertRing = "insert into key_ring (one, epoch) values (1, $1)";
    private const string InsertVersion =
        "insert into key_version (name, version, state, changed, moved, moved_at) values ($1, $2, $3, $4, 0, 0)";
    private const string MoveEpoch = "update key_ring set epoch = $2 where one = 1 and epoch = $1";
    private const string MoveVersion =
        "update key_version set state = $3, changed = $4 where name = $1 and version = $2 and state < $3";
    private const string DestroyVersion =
        "update key_version set state = 3, changed = $3 where name = $1 and version = $2 and state = $4";
    private const string AddMoved =
        "update key_version set moved = moved + $3, moved_at = $4 where name = $1 and version = $2";
    private const string CountOtherActive = "select count(*) from key_version where name = 1 and state = 1 and version <> $1";
    private const string CountIn = "select count(*) from key_version where name = $1 and version = $2 and state = $3";

    /// <summary>0 where there is no record yet.</summary>
    public static int Epoch(Session session) => (int)session.Count(SelectEpoch);

    /// <summary>Null in a database that was last used before there was a record.</summary>
    public static RingRecord? Read(Session session) =>
        Epoch(session) is var epoch and > 0 ? new(epoch, session.List(SelectAll, Version)) : null;

    /// <summary>The record begins with what is there.</summary>
    public static void Begin(Transaction transaction, int epoch, IReadOnlyList<KeyVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        transaction.Execute(InsertRing, epoch);
        foreach (var version in versions)
            Insert(transaction, version.Key, version.Version, version.State);
    }

    /// <exception cref="FencedException">The ring was changed meanwhile.</exception>
    public static void Advance(Transaction transaction, int from, int to) =>
        transaction.Demand("another node changed the key ring", MoveEpoch, from, to);

    /// <summary>A version is in the file of the ring, and seals nothing yet.</summary>
    public static void Create(Transaction transaction, Authorized<CreateKey> proof, RingKey key, int version)
    {
        Insert(transaction, key, version, KeyState.PreActive);
        LedgerEntries.Record(transaction, proof, key, version);
    }

    /// <summary>From here on it seals; <see cref="Retire"/> the one before it first.</summary>
    public static void Activate(Transaction transaction, Authorized<ActivateKey> proof, RingKey key, int version)
    {
        Move(transaction, key, version, KeyState.Active);
        LedgerEntries.Record(transaction, proof, key, version);
    }

    /// <summary>From here on it only opens.</summary>
    public static void Retire(Transaction transaction, Authorized<RetireKey> proof, RingKey key, int version)
    {
        Move(transaction, key, version, KeyState.DecryptOnly);
        LedgerEntries.Record(transaction, proof, key, version);
    }

    /// <summary>From here on nothing is sealed under it or opened with it; its bytes go from the file afterwards.</summary>
    /// <exception cref="FencedException">Something still lies under it, or needs it.</exception>
    public static void Destroy(Transaction transaction, Authorized<DestroyKey> proof, SpentVersion spent)
    {
        ArgumentNullException.ThrowIfNull(spent);
        spent.Require(transaction);
        transaction.Demand(
            "a version of a key only moves forward", DestroyVersion, spent.Key, spent.Version,
            transaction.Now.ToUnixTimeSeconds(), spent.State);
        LedgerEntries.Record(transaction, proof, spent.Key, spent.Version);
    }

    /// <summary>The same keys, wrapped by another root provider.</summary>
    public static void Rewrap(Transaction transaction, Authorized<RewrapKeys> proof) =>
        LedgerEntries.Record(transaction, proof);

    /// <summary>
    /// The last wall: a node that was frozen through a whole rotation seals under a key that nobody has any more.
    /// </summary>
    /// <exception cref="FencedException">The version of the system key was destroyed.</exception>
    internal static void Require(Transaction transaction, KeyId id)
    {
        if (id.Kind == KeyKind.System && transaction.Count(CountIn, RingKey.System, id.Version, KeyState.Destroyed) > 0)
            throw new FencedException("this version of the system key was destroyed");
    }

    /// <summary>
    /// Tags are written under the active version only. Statements that write one ask for it themselves; who finds that such
    /// a statement has written nothing asks here whether that was why.
    /// </summary>
    /// <exception cref="FencedException">The ring has moved on since the tag was made: make it anew.</exception>
    internal static void RequireActive(Session session, Tag tag) => RequireActive(session, tag.Version);

    /// <inheritdoc cref="RequireActive(Session, Tag)"/>
    internal static void RequireActive(Session session, int version)
    {
        if (session.Count(CountOtherActive, version) > 0)
            throw new FencedException("the blind-index key has another version by now");
    }

    internal static void AddToMoved(Transaction transaction, RingKey key, int version, int rows) =>
        transaction.Post(AddMoved, key, version, rows, transaction.Now.ToUnixTimeSeconds());

    private static void Insert(Transaction transaction, RingKey key, int version, KeyState state) =>
        transaction.Execute(InsertVersion, key, version, state, transaction.Now.ToUnixTimeSeconds());

    private static void Move(Transaction transaction, RingKey key, int version, KeyState to) =>
        transaction.Demand(
            "a version of a key only moves forward", MoveVersion, key, version, to, transaction.Now.ToUnixTimeSeconds());

    private static RingVersion Version(Row row) => new(
        row.Enum<RingKey>(0), row.Int(1), row.Enum<KeyState>(2), DateTimeOffset.FromUnixTimeSeconds(row.Long(3)),
        row.Long(4), DateTimeOffset.FromUnixTimeSeconds(row.Long(5)));
}
