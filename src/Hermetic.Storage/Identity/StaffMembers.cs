using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <summary>Whether somebody is let in.</summary>
public enum StaffState
{
    /// <summary>A link was given to them, and nobody has used it yet.</summary>
    Invited = 0,

    Active = 1,

    /// <summary>Not let in any more; the row stays, so that the ledger's id keeps its name.</summary>
    Suspended = 2,
}

/// <param name="Day">Days since 1970-01-01: since when they are in this state.</param>
public sealed record StaffMember(StaffId Id, StaffState State, int Day, Sealed<StaffContent> Sealed);

/// <summary>The people of the business. Each change is committed with its record.</summary>
public static class StaffMembers
{
    private const string Columns = "id, state, day, envelope";
    private const string Insert = "insert into staff (id, state, day, envelope) values ($1, 0, $2, $3)";
    private const string SelectOne = $"select {Columns} from staff where id = $1";
    private const string SelectAll = $"select {Columns} from staff order by row";
    private const string SetActive = "update staff set state = 1, day = $2 where id = $1 and state = 0";
    private const string SetSuspended = "update staff set state = 2, day = $2 where id = $1 and state <> 2";
    private const string SetEnvelope = "update staff set envelope = $2 where id = $1";
    private const string CountOtherOwners =
        """
        select count(*) from staff join role_grant on role_grant.staff = staff.id
        where staff.state = 1 and role_grant.role = 1 and staff.id <> $1
        """;

    /// <summary>Somebody who may come in once they have used their link.</summary>
    public static void Add(Transaction transaction, Authorized<InviteStaff> proof, Sealed<StaffContent> name)
    {
        ArgumentNullException.ThrowIfNull(proof);
        Add(transaction, Whom(proof), name);
        LedgerEntries.Record(transaction, proof);
    }

    /// <summary>The first of all, or one whom whoever has the machine lets in.</summary>
    public static void Add(Transaction transaction, StaffId id, Sealed<StaffContent> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RingVersions.Require(transaction, name.KeyId);
        transaction.Execute(Insert, SqlValue.Id(id.Value), transaction.Today, SqlValue.Of(name));
    }

    /// <summary>Null when there is nobody of that id.</summary>
    public static StaffMember? Find(Session session, StaffId id) => session.Find(SelectOne, Read, SqlValue.Id(id.Value));

    /// <summary>Everybody, whoever came first first.</summary>
    public static IReadOnlyList<StaffMember> All(Session session) => session.List(SelectAll, Read);

    /// <summary>Puts another name in the place of theirs.</summary>
    public static void Rename(Transaction transaction, StaffId id, Sealed<StaffContent> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        RingVersions.Require(transaction, name.KeyId);
        transaction.Execute(SetEnvelope, SqlValue.Id(id.Value), SqlValue.Of(name));
    }

    /// <summary>From this commit on they are let in who were invited; nothing for everybody else.</summary>
    internal static void Activate(Transaction transaction, StaffId id) =>
        transaction.Execute(SetActive, SqlValue.Id(id.Value), transaction.Today);

    /// <summary>From this commit on they are not let in, wherever they are signed in; their sessions and links go.</summary>
    /// <exception cref="FencedException">They are not let in already, or are the last owner.</exception>
    public static void Suspend(Transaction transaction, Authorized<SuspendStaff> proof)
    {
        var id = Whom(proof);
        RequireAnotherOwner(transaction, id);
        if (transaction.Execute(SetSuspended, SqlValue.Id(id.Value), transaction.Today) != 1)
            throw new FencedException("they are not let in already");
        StaffSessions.EndAll(transaction, id);
        Invitations.TakeBack(transaction, id);
        LedgerEntries.Record(transaction, proof);
    }

    /// <exception cref="FencedException">Nobody else could let people in.</exception>
    internal static void RequireAnotherOwner(Transaction transaction, StaffId id)
    {
        if (RoleGrants.Of(transaction, id).Contains(Role.Owner)
            && transaction.Count(CountOtherOwners, SqlValue.Id(id.Value)) == 0)
            throw new FencedException("they are the last owner");
    }

    internal static StaffId Whom<TAction>(Authorized<TAction> proof) where TAction : IAction =>
        proof.Target.Kind == TargetKind.Staff
            ? StaffId.From(proof.Target.Id)
            : throw new InvalidOperationException($"{TAction.Name} is about a person of the business.");

    private static StaffMember Read(Row row) =>
        new(StaffId.From(row.Guid(0)), row.Enum<StaffState>(1), row.Int(2), row.Sealed<StaffContent>(3));
}
