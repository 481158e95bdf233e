using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Identity;

/// <param name="SinceHour">Hours since 1970-01-01: when it was given, or last said to be needed.</param>
/// <param name="By">Who gave it or said so.</param>
public sealed record RoleGrant(StaffId Staff, Role Role, long SinceHour, StaffId By);

/// <summary>Who of the business may do what, role by role. There is always somebody who may let others in.</summary>
public static class RoleGrants
{
    private const string Insert =
        """
        insert into role_grant (staff, role, hour, granter)
        select $1, $2, $3, $4 where exists (select 1 from staff where id = $1 and state <> 2)
        on conflict do nothing
        """;
    private const string Delete = "delete from role_grant where staff = $1 and role = $2";
    private const string Refresh = "update role_grant set hour = $3, granter = $4 where staff = $1 and role = $2";
    private const string SelectOf = "select role from role_grant where staff = $1 order by role";
    private const string SelectAll = "select staff, role, hour, granter from role_grant order by row";

    /// <summary>What somebody is in the business; empty for nobody.</summary>
    public static IReadOnlyList<Role> Of(Session session, StaffId staff) =>
        session.List(SelectOf, row => row.Enum<Role>(0), SqlValue.Id(staff.Value));

    public static IReadOnlyList<RoleGrant> All(Session session) => session.List(
        SelectAll,
        row => new RoleGrant(
            StaffId.From(row.Guid(0)), row.Enum<Role>(1), row.Long(2), StaffId.From(row.Guid(3))));

    /// <summary>The first of all, given by whoever owns the machine.</summary>
    public static void Begin(Transaction transaction, StaffId staff, Role role, StaffId by) =>
        transaction.Execute(Insert, SqlValue.Id(staff.Value), role, transaction.Hour, SqlValue.Id(by.Value));

    /// <summary>
    /// Somebody gets a role. A link of theirs that nobody has used yet is void from here on: whoever has it was let in for less.
    /// </summary>
    /// <returns>False when they have it already, or are not let in any more: nothing is recorded.</returns>
    public static bool Give(Transaction transaction, Authorized<GrantRole> proof, Role role, StaffId by)
    {
        var staff = StaffMembers.Whom(proof);
        if (transaction.Execute(Insert, SqlValue.Id(staff.Value), role, transaction.Hour, SqlValue.Id(by.Value)) != 1)
            return false;
        if (StaffMembers.Find(transaction, staff) is { State: StaffState.Active })
            Invitations.TakeBack(transaction, staff);
        LedgerEntries.Record(transaction, proof, role);
        return true;
    }

    /// <exception cref="FencedException">They do not have it, or are the last owner.</exception>
    public static void Take(Transaction transaction, Authorized<RevokeRole> proof, Role role)
    {
        var staff = StaffMembers.Whom(proof);
        if (role == Role.Owner)
            StaffMembers.RequireAnotherOwner(transaction, staff);
        transaction.Demand("they do not have this role", Delete, SqlValue.Id(staff.Value), role);
        LedgerEntries.Record(transaction, proof, role);
    }

    /// <summary>Somebody reviewed it: it is still needed.</summary>
    /// <exception cref="FencedException">They do not have it any more.</exception>
    public static void Keep(Transaction transaction, Authorized<KeepRole> proof, Role role, StaffId by)
    {
        transaction.Demand(
            "they do not have this role", Refresh, SqlValue.Id(StaffMembers.Whom(proof).Value), role, transaction.Hour,
            SqlValue.Id(by.Value));
        LedgerEntries.Record(transaction, proof, role);
    }
}
