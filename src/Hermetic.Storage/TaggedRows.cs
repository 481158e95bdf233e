using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage;

/// <summary>A message that came in, with what opens it.</summary>
/// <param name="Row">Grows in the order of arrival.</param>
/// <param name="Sealed">Null when the person revoked it.</param>
public sealed record TaggedMessage(
    long Row, MessageId Id, SubjectId Subject, long Slot, Tag Tag, Sealed<InboundContent>? Sealed);

/// <summary>
/// Everything that is found by a tag under the ring's blind-index key, by the version that each tag names, and people by
/// the bucket they are in: each version has buckets of its own. A test holds this to the schema.
/// </summary>
/// <remarks>
/// What can be made anew is moved to the active version: people, numbers, messages, cells of appointments. Marks of what
/// was delivered and sent cannot; they go by their age, and until then each lookup asks for every version.
/// </remarks>
public static class TaggedRows
{
    private const string CountUnder =
        """
        select (select count(*) from dedupe where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1)
             + (select count(*) from sent_tag where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1)
             + (select count(*) from inbox where tag is not null
                and ((length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1))
             + (select count(*) from conversation where (length(number) = 16 and $2 = 1) or substr(number, 17, 4) = $1)
             + (select count(*) from occupancy where (length(cell) = 16 and $2 = 1) or substr(cell, 17, 4) = $1)
             + (select count(*) from identifier where bucket >= $3 and bucket < $4)
             + (select count(*) from bucket where bucket >= $3 and bucket < $4)
        """;
    private const string LastDedupe =
        "select coalesce(max(day), 0) from dedupe where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1";
    private const string LastSent =
        "select coalesce(max(day), 0) from sent_tag where (length(tag) = 16 and $2 = 1) or substr(tag, 17, 4) = $1";
    private const string RetagNumber =
        """
        update conversation set number = $1 where id in (select id from conversation where number = $2 limit $3)
        and not exists (select 1 from conversation other where other.number = $1 and other.subject = conversation.subject)
        """;
    private const string SelectIdentifiers =
        """
        select i.subject, s.slot, i.row, i.tag, i.envelope, i.bucket / 65536 + 1
        from identifier i join subject s on s.id = i.subject
        where i.bucket < $1 and i.tag > $2 and s.state = 1 order by i.tag limit $3
        """;
    private const string InsertBucket =
        "insert into bucket (bucket, slot, epoch) values ($1, $2, $3) on conflict do nothing";
    private const string RetagIdentifier =
        """
        update identifier set tag = $2, bucket = $3 where tag = $1
        and exists (select 1 from bucket where bucket = $3 and slot = $4 and epoch = $5)
        and not exists (select 1 from identifier where tag = $2)
        """;
    private const string SelectEmptyBuckets =
        """
        select bucket, slot, epoch from bucket b where bucket < $1
        and not exists (select 1 from identifier where bucket = b.bucket) order by bucket limit $2
        """;
    private const string DeleteEmptyBucket =
        """
        delete from bucket where bucket = $1 and epoch = $2
        and not exists (select 1 from identifier where bucket = $1)
        """;
    private const string SelectMessages =
        """
        select i.row, i.id, c.subject, s.slot, i.tag, i.state, i.envelope
        from inbox i join conversation c on c.id = i.conversation join subject s on s.id = c.subject
        where i.row > $2 and i.tag is not null and (length(i.tag) = 16 or substr(i.tag, 17, 4) < $1) and s.state = 1
        order by i.row limit $3
        """;
    // Should a row hold the new tag already, it keeps it.
    private const string RetagMessage =
        """
        update inbox set tag = case when exists (select 1 from inbox where tag = $3) then null else $3 end
        where id = $1 and tag = $2
        """;
    private const string UntagMessage = "update inbox set tag = null where id = $1 and tag = $2";
    private const string RetagDedupe =
        "update dedupe set tag = $2 where tag = $1 and not exists (select 1 from dedupe where tag = $2)";
    private const string SelectAppointments =
        """
        select a.row, a.subject, s.slot, a.id, a.state, a.version, a.envelope
        from appointment a join subject s on s.id = a.subject
        where s.state = 1 and a.row > $2 and exists
        (select 1 from occupancy where appointment = a.id and (length(cell) = 16 or substr(cell, 17, 4) < $1))
        order by a.row limit $3
        """;
    private const string RetagCell =
        """
        update occupancy set cell = $3 where cell = $2 and appointment = $1
        and not exists (select 1 from occupancy where cell = $3)
        """;

    /// <summary>The columns of which the statements above speak.</summary>
    internal static IReadOnlyList<string> Columns { get; } =
        ["conversation.number", "dedupe.tag", "inbox.tag", "occupancy.cell", "sent_tag.tag"];

    /// <summary>
    /// What a version of the key is still needed for: rows that can be found by it only, and the buckets of people.
    /// </summary>
    public static long Count(Session session, int version) => session.Count(
        CountUnder, Version(version), version, MacKey.FirstBucket(version), MacKey.FirstBucket(version + 1));

    /// <summary>
    /// The last days on which something was marked under a version that cannot be made anew, as days since 1970-01-01; 0
    /// where there is nothing.
    /// </summary>
    public static (int Delivered, int Sent) LastDays(Session session, int version) =>
        ((int)session.Count(LastDedupe, Version(version), version), (int)session.Count(LastSent, Version(version), version));

    /// <summary>The next conversations with a number go over to its active tag.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="FencedException">The active version is another one by now; so with each of these.</exception>
    public static int MoveNumber(Transaction transaction, Tag old, Tag renewed, int most)
    {
        RingVersions.RequireActive(transaction, renewed);
        return Moved(transaction, old.Version, transaction.Execute(RetagNumber, renewed, old, most));
    }

    /// <summary>The next identifiers of people who are in a bucket of an earlier version, in the order of their tags.</summary>
    public static IReadOnlyList<(IdentifierRow Row, int Version)> Identifiers(
        Session session, int before, Tag? after, int most) => session.List(
        SelectIdentifiers, row => (
            new IdentifierRow(row.Subject(0), row.Long(1), row.Guid(2), row.Tag(3), row.Sealed<IdentifierContent>(4)),
            row.Int(5)),
        MacKey.FirstBucket(before), after ?? Tag.FromBytes(new byte[Tag.Size]), most);

    /// <summary>Somebody's identifier goes over to another bucket, and gets a tag under its pepper.</summary>
    /// <param name="version">Under which it was.</param>
    /// <param name="bucket">As it was found; made if it is new.</param>
    /// <returns>False when the row or the bucket changed meanwhile.</returns>
    public static bool Move(Transaction transaction, int version, IdentifierRow row, Bucket bucket, Tag renewed)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(bucket);
        transaction.Post(InsertBucket, bucket.Number, bucket.Slot, bucket.Epoch);
        return Moved(transaction, version, transaction.Execute(
            RetagIdentifier, row.Tag, renewed, bucket.Number, bucket.Slot, bucket.Epoch)) > 0;
    }

    /// <summary>Buckets of an earlier version in which nobody is any more: their peppers are to be destroyed.</summary>
    public static IReadOnlyList<Bucket> EmptyBuckets(Session session, int before, int most) =>
        session.List(SelectEmptyBuckets, Subjects.ReadBucket, MacKey.FirstBucket(before), most);

    /// <summary>The commit of the roll that destroys their slots.</summary>
    /// <exception cref="FencedException">The tree or one of them changed meanwhile; nothing was done.</exception>
    public static void DestroyBuckets(
        Transaction transaction, IReadOnlyList<Bucket> buckets, KeyRoll roll, int from, int to)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        KeyPages.Replace(transaction, roll);
        Deployment.Advance(transaction, from, to);
        foreach (var bucket in buckets)
            transaction.Demand("somebody came into the bucket", DeleteEmptyBucket, bucket.Number, bucket.Epoch);
    }

    /// <summary>The next messages whose tag is of an earlier version, in the order of their arrival.</summary>
    public static IReadOnlyList<TaggedMessage> Messages(Session session, int before, long after, int most) => session.List(
        SelectMessages, row => new TaggedMessage(
            row.Long(0), row.Message(1), row.Subject(2), row.Long(3), row.Tag(4),
            row.Enum<InboxState>(5) is InboxState.Waiting or InboxState.Done ? row.Sealed<InboundContent>(6) : null),
        Version(before), after, most);

    /// <summary>A message, and the mark by which it is known when it comes again, go over to another tag.</summary>
    /// <param name="renewed">Null for a revoked one, by whose tag nothing is to be found.</param>
    /// <returns>False when it was edited, revoked or deleted meanwhile.</returns>
    public static bool Move(Transaction transaction, TaggedMessage message, Tag? renewed)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (renewed is not { } tag)
            return Moved(transaction, message.Tag.Version, transaction.Execute(UntagMessage, message.Id, message.Tag)) > 0;
        if (transaction.Execute(RetagMessage, message.Id, message.Tag, tag) == 0)
            return false;
        Moved(transaction, message.Tag.Version, 1 + transaction.Execute(RetagDedupe, message.Tag, tag));
        return true;
    }

    /// <summary>The next appointments that occupy cells of an earlier version, in the order of booking.</summary>
    public static IReadOnlyList<KeptAppointmentRow> Appointments(Session session, int before, long after, int most) =>
        session.List(SelectAppointments, Storage.Appointments.ReadKept, Version(before), after, most);

    /// <summary>A cell of an appointment goes over to another tag.</summary>
    /// <returns>False when the appointment was moved, cancelled or deleted meanwhile.</returns>
    public static bool Move(Transaction transaction, AppointmentId appointment, Tag old, Tag renewed) =>
        Moved(transaction, old.Version, transaction.Execute(RetagCell, appointment, old, renewed)) > 0;

    /// <summary>Before the others of a commit, and where nothing was found under the versions that are known here.</summary>
    /// <exception cref="FencedException">The blind-index key has another active version by now.</exception>
    public static void Require(Transaction transaction, Tag renewed) => RingVersions.RequireActive(transaction, renewed);

    private static int Moved(Transaction transaction, int version, int rows)
    {
        if (rows > 0)
            RingVersions.AddToMoved(transaction, RingKey.BlindIndex, version, rows);
        return rows;
    }

    /// <summary>As it stands behind a tag: four bytes, which compare as the numbers do.</summary>
    internal static SqlValue Version(int version)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, version);
        return SqlValue.Bytes(bytes);
    }
}
