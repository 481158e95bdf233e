using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <param name="Link">The end of the one-time link; nobody can be told it again.</param>
/// <param name="Until">From when on it is of no use.</param>
internal sealed record Invited(StaffId Staff, string Link, DateTimeOffset Until);

/// <summary>
/// Who of the business may do what. Nobody gives what they do not have themselves, nobody changes themselves, and there is
/// always an owner.
/// </summary>
internal sealed class TeamDesk(Database database, IdentityFacts facts, TimeProvider clock)
{
    /// <summary>Of the first owner's link, and of the one that breaks the glass: whoever asks for it is at the machine.</summary>
    internal static readonly TimeSpan BootstrapLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Of a link that is handed to somebody.</summary>
    internal static readonly TimeSpan InvitationLifetime = TimeSpan.FromHours(24);

    /// <summary>A link by which whoever has the machine becomes an owner.</summary>
    /// <param name="breakGlass">Although there is an owner who can let people in.</param>
    /// <exception cref="RefusedException">There is an owner, and that was not said.</exception>
    internal async Task<Invited> BootstrapAsync(StaffPeer who, bool breakGlass)
    {
        if (!breakGlass && Owners(StaffState.Active).Count > 0)
            throw new RefusedException(
                "There is an owner already, who can let others in on the page Team. If nobody can sign in any more, "
                + "`hermetic admin bootstrap --break-glass` makes another owner; that is on record.");
        // Whoever asks again because the link was lost or its time is over does not become somebody else.
        var waiting = Owners(StaffState.Invited) is [var first, ..] ? first : null;
        var invited = NewInvitation(waiting?.Id ?? StaffId.New(), BootstrapLifetime);
        var name = facts.Seal(invited.Staff.Value, new StaffFacts("Owner"));
        var record = new AccessRecord(
            breakGlass ? "staff.break-glass" : "staff.bootstrap", who.Caller.Actor, Target.Of(invited.Staff), Allowed: true);
        await database.CommitAsync(transaction =>
        {
            if (waiting is null)
            {
                StaffMembers.Add(transaction, invited.Staff, name);
                RoleGrants.Begin(transaction, invited.Staff, Role.Owner, who.Id);
            }
            LedgerEntries.Append(transaction, record);
            Add(transaction, invited);
        });
        return invited;
    }

    /// <summary>Whom the end of a link is for; null when it is of no use, for whatever reason.</summary>
    internal StaffMember? Find(string link)
    {
        if (!OneTimeToken.Counts(link, clock.GetUtcNow()))
            return null;
        return database.Read(session => Invitations.Whose(session, OneTimeToken.Digest(link), Hour) is { } staff
            ? StaffMembers.Find(session, staff)
            : null);
    }

    /// <summary>Lets somebody in who was not there before.</summary>
    /// <exception cref="RefusedException">A role of theirs allows what the inviter may not do.</exception>
    internal async Task<Invited> InviteAsync(SignedIn by, string name, IReadOnlyList<Role> roles)
    {
        RequireNoMoreThan(by, roles);
        var invited = NewInvitation(StaffId.New(), InvitationLifetime);
        var box = facts.Seal(invited.Staff.Value, new StaffFacts(name));
        var target = Target.Of(invited.Staff);
        var invite = Authorizer.Demand<InviteStaff>(by.Caller, target);
        var grants = roles.Select(role => (role, Proof: Authorizer.Demand<GrantRole>(by.Caller, target))).ToList();
        await database.CommitAsync(transaction =>
        {
            StaffMembers.Add(transaction, invite, box);
            foreach (var (role, proof) in grants)
                RoleGrants.Give(transaction, proof, role, by.Id);
            Add(transaction, invited);
        });
        return invited;
    }

    /// <summary>A new link for somebody who lost every passkey, or never used the first.</summary>
    /// <exception cref="RefusedException">They may do what the inviter may not.</exception>
    internal async Task<Invited> InviteAgainAsync(SignedIn by, StaffId staff)
    {
        RequireOther(by, staff);
        var invited = NewInvitation(staff, InvitationLifetime);
        var invite = Authorizer.Demand<InviteStaff>(by.Caller, Target.Of(staff));
        await database.CommitAsync(transaction =>
        {
            if (StaffMembers.Find(transaction, staff) is not { State: not StaffState.Suspended })
                throw new FencedException("they are not let in any more");
            LedgerEntries.Record(transaction, invite);
            Add(transaction, invited);
        });
        return invited;
    }

    /// <exception cref="RefusedException">It allows what the giver may not do, or is about themselves.</exception>
    internal Task GiveAsync(SignedIn by, StaffId staff, Role role)
    {
        if (role == Role.None)
            throw new RefusedException("There is no such role. Choose one of the list.");
        RequireOther(by, staff);
        RequireNoMoreThan(by, [role]);
        var proof = Authorizer.Demand<GrantRole>(by.Caller, Target.Of(staff));
        return database.CommitAsync(transaction => { RoleGrants.Give(transaction, proof, role, by.Id); });
    }

    /// <exception cref="RefusedException">They may do what the taker may not, or it is the taker.</exception>
    /// <exception cref="FencedException">They do not have it, or are the last owner.</exception>
    internal Task TakeAsync(SignedIn by, StaffId staff, Role role)
    {
        RequireOther(by, staff);
        var proof = Authorizer.Demand<RevokeRole>(by.Caller, Target.Of(staff));
        return database.CommitAsync(transaction => RoleGrants.Take(transaction, proof, role));
    }

    /// <summary>Somebody reviewed a role: it is still needed.</summary>
    /// <exception cref="RefusedException">It is the reviewer's own.</exception>
    internal Task KeepAsync(SignedIn by, StaffId staff, Role role)
    {
        if (staff == by.Id)
            throw new RefusedException("Nobody reviews their own roles. Ask somebody else to.");
        var proof = Authorizer.Demand<KeepRole>(by.Caller, Target.Of(staff));
        return database.CommitAsync(transaction => RoleGrants.Keep(transaction, proof, role, by.Id));
    }

    /// <exception cref="RefusedException">They may do what the suspender may not, or it is the suspender.</exception>
    internal Task SuspendAsync(SignedIn by, StaffId staff)
    {
        RequireOther(by, staff);
        var proof = Authorizer.Demand<SuspendStaff>(by.Caller, Target.Of(staff));
        return database.CommitAsync(transaction => StaffMembers.Suspend(transaction, proof));
    }

    /// <summary>Signs somebody out wherever they are signed in.</summary>
    /// <exception cref="RefusedException">They may do what the other may not, or it is themselves.</exception>
    internal Task<int> EndSessionsAsync(SignedIn by, StaffId staff)
    {
        RequireOther(by, staff);
        var proof = Authorizer.Demand<EndSessions>(by.Caller, Target.Of(staff));
        return database.CommitAsync(transaction => StaffSessions.EndAll(transaction, proof));
    }

    private IReadOnlyList<StaffMember> Owners(StaffState state) => database.Read<IReadOnlyList<StaffMember>>(session =>
    [
        .. from grant in RoleGrants.All(session)
           where grant.Role == Role.Owner && (state != StaffState.Invited || StaffPeer.Of(grant.By) is not null)
           select StaffMembers.Find(session, grant.Staff) into member
           where member.State == state
           select member,
    ]);

    internal Invited NewInvitation(StaffId staff, TimeSpan lifetime)
    {
        var until = clock.GetUtcNow() + lifetime;
        return new(staff, OneTimeToken.Link(until), until);
    }

    private static void Add(Storage.Transaction transaction, Invited invited) => Invitations.Add(
        transaction, invited.Staff, OneTimeToken.Digest(invited.Link), HourOf(invited.Until) + 1);

    private void RequireOther(SignedIn by, StaffId staff)
    {
        if (staff == by.Id)
            throw new RefusedException("Nobody changes their own rights. Ask somebody else to.");
        RequireNoMoreThan(by, database.Read(session => RoleGrants.Of(session, staff)));
    }

    private static void RequireNoMoreThan(SignedIn by, IEnumerable<Role> roles)
    {
        if (!Roles.Grants(roles).IsSubsetOf(by.Grants))
            throw new RefusedException(
                "That is about rights that you do not have yourself. Ask an owner to do it.");
    }

    private long Hour => HourOf(clock.GetUtcNow());

    private static long HourOf(DateTimeOffset moment) => (long)(moment - DateTimeOffset.UnixEpoch).TotalHours;
}
