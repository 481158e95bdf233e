using Hermetic.Domain;
using Hermetic.Server.Console;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <summary>The page Team: who may do what, where they are signed in, and what is due for a review. Looking is on record.</summary>
internal sealed class TeamView(
    Database database, IdentityFacts facts, OwnSecurity security, ConsoleOrigin origin, TimeProvider clock)
{
    /// <summary>A role that nobody said to be needed for so long is due (a monthly campaign).</summary>
    internal static readonly TimeSpan ReviewAfter = TimeSpan.FromDays(31);

    internal async Task<TeamModel> ShowAsync(SignedIn who, Invited? invited, string? problem, CancellationToken cancel)
    {
        var proof = Authorizer.Demand<ReadStaff>(who.Caller, Target.Deployment);
        await database.CommitAsync(transaction => LedgerEntries.Record(transaction, proof));
        var (all, grants) = (database.Read(StaffMembers.All), database.Read(RoleGrants.All));
        var names = new Dictionary<StaffId, string>();
        foreach (var member in all)
            names[member.Id] = (await facts.OpenAsync(member, cancel)).Name;
        var members = new List<MemberModel>();
        foreach (var member in all)
            members.Add(await ShowAsync(who, member, names, [.. grants.Where(grant => grant.Staff == member.Id)], cancel));
        return new(
            members, [.. Roles.All.Where(role => Roles.Grants(role).IsSubsetOf(who.Grants))],
            who.May(Permission.ChangeStaff), who.May(Permission.ReviewAccess), who.SteppedUpUntil is not null,
            invited is null ? null : origin.Page($"console/welcome/{invited.Link}"),
            invited is null ? null : names.GetValueOrDefault(invited.Staff), problem);
    }

    private async Task<MemberModel> ShowAsync(
        SignedIn who, StaffMember member, Dictionary<StaffId, string> names, IReadOnlyList<RoleGrant> grants,
        CancellationToken cancel) => new(
            member.Id.Value, names[member.Id],
            member.State switch
            {
                StaffState.Invited => Texts.TeamPage.Invited,
                StaffState.Active => Texts.TeamPage.Active,
                _ => Texts.TeamPage.Suspended,
            },
            [.. grants.Select(grant => Show(grant, names))],
            database.Read(session => Passkeys.Of(session, member.Id)).Count,
            database.Read(session => Invitations.Codes(session, member.Id)),
            await security.SessionsOfAsync(member.Id, who.Session, cancel), member.Id == who.Id,
            member.Id != who.Id && member.State != StaffState.Suspended && who.May(Permission.ChangeStaff)
                && Roles.Grants(grants.Select(grant => grant.Role)).IsSubsetOf(who.Grants));

    private GrantModel Show(RoleGrant grant, Dictionary<StaffId, string> names)
    {
        var since = DateTimeOffset.UnixEpoch.AddHours(grant.SinceHour);
        return new(
            grant.Role, since, names.GetValueOrDefault(grant.By) ?? "whoever has the machine",
            clock.GetUtcNow() - since >= ReviewAfter);
    }
}
