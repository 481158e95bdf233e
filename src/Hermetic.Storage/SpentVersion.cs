using Hermetic.Cryptography;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>
/// That nothing lies under a version of a key which is not the active one, and that nothing needs it: what one look at the
/// database has shown. <see cref="RingVersions.Destroy"/> takes nothing else.
/// </summary>
/// <remarks>
/// The look goes through every tag there is, so it is not made in a turn, for which all other writes wait. It is final
/// nevertheless: it sees the version's state and the tags at one moment, and every statement that writes a tag asks in
/// itself whether the tag's version is the active one. The commit still looks at whatever was added since, and at the
/// buckets of people, which have an index.
/// </remarks>
public sealed record SpentVersion
{
    private const string SelectTags =
        """
        select v.state, (select coalesce(max(d.row), 0) from dedupe d), (select coalesce(max(t.row), 0) from sent_tag t),
        (select coalesce(max(i.row), 0) from inbox i)
        from key_version v where v.name = 1 and v.version = $2 and v.state in (0, 2)
        and not exists (select 1 from identifier where bucket >= $3 and bucket < $4)
        and not exists (select 1 from bucket where bucket >= $3 and bucket < $4)
        and not exists (select 1 from conversation where (length(number) = 16 and $2 = 1) or substr(number, 17, 4) = $1)
        and not exists (select 1 from occupancy where (length(cell) = 16 and $2 = 1) or substr(cell, 17, 4) = $1)
        and not exists (select 1 from dedupe where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1)
        and not exists (select 1 from sent_tag where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1)
        and not exists (select 1 from inbox where tag is not null
            and ((length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1))
        """;
    private const string CountSince =
        """
        select (select count(*) from dedupe where row > $5 and ((length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1))
             + (select count(*) from sent_tag where row > $6 and ((length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1))
             + (select count(*) from inbox where row > $7 and tag is not null
                and ((length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1))
             + (select count(*) from identifier where bucket >= $3 and bucket < $4)
             + (select count(*) from bucket where bucket >= $3 and bucket < $4)
        """;
    private const string SelectState = "select state from key_version where name = $1 and version = $2 and state in (0, 2)";

    private readonly (long Deliveries, long Sends, long Messages) _last;

    private SpentVersion(RingKey key, int version, KeyState state, (long, long, long) last) =>
        (Key, Version, State, _last) = (key, version, state, last);

    /// <summary>Which key.</summary>
    public RingKey Key { get; }

    /// <summary>Which version.</summary>
    public int Version { get; }

    /// <summary>In which it was, and has to be still when it is destroyed.</summary>
    internal KeyState State { get; }

    /// <summary>Looks; null when the version is the active one, destroyed, unknown, or needed still.</summary>
    public static SpentVersion? Find(Session session, RingKey key, int version)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (key == RingKey.BlindIndex)
            return session.Find(
                SelectTags,
                row => new SpentVersion(key, version, row.Enum<KeyState>(0), (row.Long(1), row.Long(2), row.Long(3))),
                TaggedRows.Version(version), version, MacKey.FirstBucket(version), MacKey.FirstBucket(version + 1));
        return Why(session, key, version) is null
            ? session.Find(
                SelectState, row => new SpentVersion(key, version, row.Enum<KeyState>(0), default), key, version)
            : null;
    }

    /// <summary>In the commit that destroys it.</summary>
    /// <exception cref="FencedException">Something lies under it after all, or needs it.</exception>
    internal void Require(Transaction transaction)
    {
        var why = Key != RingKey.BlindIndex ? Why(transaction, Key, Version)
            : transaction.Count(
                CountSince, TaggedRows.Version(Version), Version, MacKey.FirstBucket(Version), MacKey.FirstBucket(Version + 1),
                _last.Deliveries, _last.Sends, _last.Messages) > 0
                ? "tags under this version of the blind-index key are still needed"
            : null;
        if (why is not null)
            throw new FencedException(why);
    }

    /// <summary>
    /// What lies under the system key are the account's notices, keys of forms and sessions: few, so each commit counts them.
    /// </summary>
    private static string? Why(Session session, RingKey key, int version) => key switch
    {
        RingKey.System when SystemRows.Count(session, version) > 0 => "rows still lie under this version of the system key",
        RingKey.LedgerSeed when !LedgerHandovers.Has(session, version + 1) =>
            "the ledger has not been handed over to a later key",
        _ => null,
    };
}
