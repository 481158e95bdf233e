using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Hermetic.Cryptography;

/// <summary>
/// The long-lived keys of a deployment, opened: of each the active version, and those that still open what they sealed.
/// One object for the life of the process; when the ring's file has changed, what it holds is exchanged as a whole.
/// </summary>
public sealed class KeyRing : IDisposable
{
    private readonly ConcurrentBag<SecretBuffer> _retired = [];
    private readonly Lock _exchanging = new();
    private volatile OpenedRing _now;
    private volatile int _fileEpoch;

    /// <summary>Takes over the keys.</summary>
    internal KeyRing(
        Guid deployment, int epoch, IReadOnlyList<KeyVersion> versions, Dictionary<KeyVersion, SecretBuffer> keys)
    {
        Deployment = deployment;
        _now = new(deployment, epoch, versions, keys);
        _fileEpoch = epoch;
        System = new(this);
    }

    /// <summary>The deployment whose keys these are: part of every envelope's context.</summary>
    public Guid Deployment { get; }

    /// <summary>Counts the changes of the ring, from 1.</summary>
    public int Epoch => _now.Epoch;

    /// <summary>
    /// As of the ring's file when it was last read. <see cref="Epoch"/> is later while somebody else has recorded a change that
    /// nobody has made in the file yet.
    /// </summary>
    public int FileEpoch => _fileEpoch;

    /// <summary>Every version of every key, those included of which nothing but this is left.</summary>
    public IReadOnlyList<KeyVersion> Versions => _now.Versions;

    /// <summary>Seals what belongs to the business: tokens, configuration.</summary>
    public SystemKey System { get; }

    /// <summary>Picks buckets; dedupe and occupancy tags: under the active version, and every other that there is.</summary>
    public BlindIndexKey BlindIndex => _now.BlindIndex;

    /// <summary>Recognises who said STOP, beyond an erasure too. Never rotated.</summary>
    public MacKey Suppression => _now.Suppression;

    /// <summary>MACs on confirmation buttons.</summary>
    public MacKey Confirmation => _now.Confirmations[0];

    /// <summary>Those by which a button may have been made: the active version first, and every other that there is.</summary>
    public IReadOnlyList<MacKey> Confirmations => _now.Confirmations;

    /// <summary>The Ed25519 seed (RFC 8032) that signs checkpoints, 32 bytes.</summary>
    public SecretBuffer LedgerSeed => _now.LedgerSeed;

    /// <summary>One version of it; null when it is not here.</summary>
    public SecretBuffer? LedgerSeedOf(int version) => _now.Find(new(RingKey.LedgerSeed, version, KeyState.Active, Since: null));

    internal OpenedRing Now => _now;

    /// <summary>
    /// Goes over to a ring that was read later. Keys that both have stay as they are, so that nobody who is using one
    /// notices; what is no more in it is retired, and wiped by <see cref="Forget"/>.
    /// </summary>
    /// <exception cref="KeyDirectoryException">It is another ring.</exception>
    internal void Follow(KeyRing later)
    {
        lock (_exchanging)
        {
            var now = later._now;
            if (Refusal(later) is { } refusal)
            {
                later.Dispose();
                throw new KeyDirectoryException(refusal);
            }
            _fileEpoch = now.Epoch;
            if (now.Epoch < Epoch)
            {
                // The states that are on record are ahead of the file, and stay.
                later.Dispose();
                return;
            }
            var keys = new Dictionary<KeyVersion, SecretBuffer>();
            foreach (var (version, key) in now.Keys)
            {
                var kept = _now.Find(version);
                if (kept is not null)
                    key.Dispose();
                keys.Add(version, kept ?? key);
            }
            var old = _now;
            _now = new(Deployment, now.Epoch, now.Versions, keys);
            foreach (var (version, key) in old.Keys)
            {
                if (_now.Find(version) is null)
                    _retired.Add(key);
            }
        }
    }

    /// <summary>
    /// Goes over to the states that are on record, without the ring's file: whoever changes the file may be slow, or gone.
    /// </summary>
    /// <param name="states">Every version of every key.</param>
    /// <param name="epoch">That of the record.</param>
    /// <returns>
    /// Whether the ring is as recorded. False when a key is not here that is kept, or one is that was destroyed, or the record
    /// is the older one: then the file has to be read. What was destroyed is followed in the file only: a root provider may
    /// have a key of its own for it, and as long as that is needed to read the file nobody is to take it for gone.
    /// </returns>
    public bool TryFollow(IReadOnlyList<KeyVersion> states, int epoch)
    {
        ArgumentNullException.ThrowIfNull(states);
        lock (_exchanging)
        {
            if (epoch <= Epoch)
                return epoch == Epoch;
            var now = states.ToDictionary(state => (state.Key, state.Version));
            if (Versions.Any(old => !now.TryGetValue((old.Key, old.Version), out var state) || state.State < old.State)
                || states.Any(state => state.IsKept == _now.Find(state) is null))
                return false;
            _now = new(
                Deployment, epoch, states,
                states.Where(state => state.IsKept).ToDictionary(state => state, state => _now.Find(state)!));
            return true;
        }
    }

    /// <summary>Zeroes the keys that are no more in the ring; call when nobody can be using them any more.</summary>
    public void Forget()
    {
        while (_retired.TryTake(out var key))
            key.Dispose();
    }

    /// <summary>Whether both hold the same keys of the same deployment.</summary>
    internal bool IsSameAs(KeyRing other) =>
        Deployment == other.Deployment && _now.Versions.SequenceEqual(other._now.Versions)
        && _now.Keys.All(one => other._now.Find(one.Key) is { } same && IsSame(one.Value, same));

    /// <summary>Zeroes all keys.</summary>
    public void Dispose()
    {
        Forget();
        foreach (var key in _now.Keys.Values)
            key.Dispose();
    }

    private string? Refusal(KeyRing later) =>
        later.Deployment != Deployment
        || !_now.Keys.All(one => later._now.Find(one.Key) is not { } same || IsSame(one.Value, same))
            ? "The key ring was exchanged for another one. Nothing was changed; put the right one back."
        : later.Epoch < FileEpoch
            ? "The key ring is older than the one in use. Nothing was changed; put the present one back."
        : null;

    private static bool IsSame(SecretBuffer one, SecretBuffer other) =>
        CryptographicOperations.FixedTimeEquals(one.Span, other.Span);
}

/// <summary>What a ring holds at one moment. Whoever disposes the bytes is the ring.</summary>
internal sealed class OpenedRing
{
    private readonly FrozenDictionary<(RingKey Key, int Version), SecretBuffer> _bytes;
    private readonly FrozenDictionary<int, ContentKey> _system;

    public OpenedRing(
        Guid deployment, int epoch, IReadOnlyList<KeyVersion> versions, Dictionary<KeyVersion, SecretBuffer> keys)
    {
        (Epoch, Versions, Keys) = (epoch, versions, keys.ToFrozenDictionary());
        _bytes = keys.ToFrozenDictionary(one => (one.Key.Key, one.Key.Version), one => one.Value);
        _system = keys.Where(one => one.Key.Key == RingKey.System).ToFrozenDictionary(
            one => one.Key.Version, one => new ContentKey(KeyId.ForSystem(one.Key.Version), deployment, one.Value));
        Sealing = _system[Active(RingKey.System).Version];
        BlindIndex = Index(Active(RingKey.BlindIndex));
        Suppression = Mac(RingKey.Suppression);
        Confirmations = [Mac(RingKey.Confirmation), .. Others(RingKey.Confirmation).Select(one => new MacKey(one.Value))];
        LedgerSeed = Bytes(Active(RingKey.LedgerSeed));
    }

    public int Epoch { get; }

    public IReadOnlyList<KeyVersion> Versions { get; }

    public IReadOnlyDictionary<KeyVersion, SecretBuffer> Keys { get; }

    public ContentKey Sealing { get; }

    public BlindIndexKey BlindIndex { get; }

    public MacKey Suppression { get; }

    public IReadOnlyList<MacKey> Confirmations { get; }

    public SecretBuffer LedgerSeed { get; }

    /// <summary>The version of the system key that an envelope names; null when it is not here.</summary>
    public ContentKey? Content(KeyId id) =>
        id.Kind == KeyKind.System ? _system.GetValueOrDefault(id.Version) : null;

    /// <summary>The bytes of a version, in whatever state; null when they are not here.</summary>
    public SecretBuffer? Find(KeyVersion version) => _bytes.GetValueOrDefault((version.Key, version.Version));

    private BlindIndexKey Index(KeyVersion active) => new(
        new MacKey(Bytes(active), active.Version), active.Version,
        [.. Others(RingKey.BlindIndex).Select(one => new MacKey(one.Value, one.Key.Version))]);

    /// <summary>What is kept of a key beside the active version, the latest first.</summary>
    private IEnumerable<KeyValuePair<KeyVersion, SecretBuffer>> Others(RingKey key) => Keys
        .Where(one => one.Key.Key == key && one.Key.State != KeyState.Active).OrderByDescending(one => one.Key.Version);

    private MacKey Mac(RingKey key) => new(Bytes(Active(key)));

    private SecretBuffer Bytes(KeyVersion version) => _bytes[(version.Key, version.Version)];

    private KeyVersion Active(RingKey key) =>
        Versions.Single(version => version.Key == key && version.State == KeyState.Active);
}
