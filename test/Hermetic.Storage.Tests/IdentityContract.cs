using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Identity;

namespace Hermetic.Storage.Tests;

/// <summary>Who may come in, and what ends with what: each rule is the database's, whoever asks.</summary>
public abstract class IdentityContract(IEngine engine) : KeyedContract(engine)
{
    private static readonly AccessRecord _made = new("test.made", "service:test", Target.Deployment, Allowed: true);

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    [Fact]
    public async Task A_session_begins_only_for_who_is_let_in_with_a_passkey_of_theirs_and_ends_with_either()
    {
        var (ana, ben) = (await MemberAsync(Role.Owner), await MemberAsync(Role.Agent));
        var (anas, bens) = (await PasskeyAsync(ana), await PasskeyAsync(ben));
        await Assert.ThrowsAsync<FencedException>(() => BeginAsync(ben, anas));
        var secret = await BeginAsync(ben, bens);
        Assert.Equal(ben, Find(secret)!.Member.Id);

        await Database.CommitAsync(transaction => Passkeys.Revoke(transaction, ben, bens, _made));
        Assert.Null(Find(secret));
        await Assert.ThrowsAsync<FencedException>(() => BeginAsync(ben, bens));

        var other = await BeginAsync(ben, await PasskeyAsync(ben));
        await Database.CommitAsync(transaction => StaffMembers.Suspend(transaction, Proof<SuspendStaff>(ben)));
        Assert.Null(Find(other));
        // A passkey does not bring back who is not let in any more.
        Assert.False(await AddAsync(ben, RowIds.New(), RandomNumberGenerator.GetBytes(32)));
        Assert.Equal(StaffState.Suspended, Database.Read(session => StaffMembers.Find(session, ben))!.State);
    }

    [Fact]
    public async Task A_session_is_over_with_its_hour_and_goes_under_another_secret_with_a_step_up()
    {
        var ana = await MemberAsync(Role.Owner);
        var secret = await BeginAsync(ana, await PasskeyAsync(ana));
        var renewed = RandomNumberGenerator.GetBytes(32);
        var found = Find(secret)!.Session;
        await Database.CommitAsync(transaction => StaffSessions.Renew(transaction, found, renewed, Box<SessionContent>(), _made));
        Assert.Null(Find(secret));
        Assert.NotNull(Find(renewed));
        // Whoever read it before has another one in mind.
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            StaffSessions.Renew(transaction, found, secret, Box<SessionContent>(), _made)));

        Clock.Advance(TimeSpan.FromHours(13));
        Assert.Null(Find(renewed));
        Assert.Equal(1, await Database.CommitAsync(StaffSessions.Expire));
    }

    [Fact]
    public async Task There_is_always_an_owner()
    {
        var (ana, ben) = (await MemberAsync(Role.Owner), await MemberAsync(Role.Owner));
        await PasskeyAsync(ana);
        // Who was invited and never came in can let nobody in.
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            StaffMembers.Suspend(transaction, Proof<SuspendStaff>(ana))));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            RoleGrants.Take(transaction, Proof<RevokeRole>(ana), Role.Owner)));

        await PasskeyAsync(ben);
        await Database.CommitAsync(transaction => RoleGrants.Take(transaction, Proof<RevokeRole>(ana), Role.Owner));
        Assert.Empty(Database.Read(session => RoleGrants.Of(session, ana)));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            StaffMembers.Suspend(transaction, Proof<SuspendStaff>(ben))));
    }

    [Fact]
    public async Task A_link_counts_once_and_a_code_once_and_a_new_one_takes_the_place_of_the_old()
    {
        var ana = await MemberAsync(Role.Owner);
        var (first, second) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
        await Database.CommitAsync(transaction => Invitations.Add(transaction, ana, first, Hour + 2));
        await Database.CommitAsync(transaction => Invitations.Add(transaction, ana, second, Hour + 2));
        Assert.Null(await Database.CommitAsync(transaction => Invitations.Take(transaction, first)));
        Assert.Equal(ana, await Database.CommitAsync(transaction => Invitations.Take(transaction, second)));
        Assert.Null(await Database.CommitAsync(transaction => Invitations.Take(transaction, second)));

        await PasskeyAsync(ana);
        await Database.CommitAsync(transaction => Invitations.ReplaceCodes(transaction, ana, [first, second], _made));
        var link = RandomNumberGenerator.GetBytes(32);
        Assert.Equal(ana, await TakeCodeAsync(first, link));
        Assert.Null(await TakeCodeAsync(first, link));
        Assert.Equal(1, Database.Read(session => Invitations.Codes(session, ana)));
        Assert.Equal(ana, Database.Read(session => Invitations.Whose(session, link, Hour)));
        Clock.Advance(TimeSpan.FromHours(3));
        Assert.Null(Database.Read(session => Invitations.Whose(session, link, Hour)));
    }

    [Fact]
    public async Task A_passkey_is_one_persons_and_a_challenge_is_answered_once()
    {
        var (ana, ben) = (await MemberAsync(Role.Owner), await MemberAsync(Role.Agent));
        var digest = RandomNumberGenerator.GetBytes(32);
        Assert.True(await AddAsync(ana, RowIds.New(), digest));
        Assert.False(await AddAsync(ben, RowIds.New(), digest));
        Assert.Equal(ana, Database.Read(session => Passkeys.Find(session, digest))!.Staff);

        var challenge = RowIds.New();
        await Database.CommitAsync(transaction => SpentCeremonies.Spend(transaction, challenge));
        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction =>
            SpentCeremonies.Spend(transaction, challenge)));
    }

    private async Task<StaffId> MemberAsync(Role role)
    {
        var id = StaffId.New();
        await Database.CommitAsync(transaction =>
        {
            StaffMembers.Add(transaction, id, Box<StaffContent>());
            RoleGrants.Begin(transaction, id, role, id);
        });
        return id;
    }

    private async Task<Guid> PasskeyAsync(StaffId staff)
    {
        var id = RowIds.New();
        Assert.True(await AddAsync(staff, id, RandomNumberGenerator.GetBytes(32)));
        return id;
    }

    private Task<bool> AddAsync(StaffId staff, Guid id, byte[] digest) => Database.CommitAsync(transaction =>
        Passkeys.Add(transaction, new(id, staff, 0, Box<PasskeyContent>()), digest, _made));

    private async Task<byte[]> BeginAsync(StaffId staff, Guid passkey)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        await Database.CommitAsync(transaction => StaffSessions.Begin(
            transaction, new(RowIds.New(), staff, passkey, Hour + 13, Box<SessionContent>()), secret, _made));
        return secret;
    }

    private SessionOfMember? Find(byte[] secret) => Database.Read(session => StaffSessions.Find(session, secret, Hour));

    private Task<StaffId?> TakeCodeAsync(byte[] code, byte[] link) => Database.CommitAsync(transaction =>
        Invitations.TakeCode(transaction, code, link, Hour + 2, _ => _made));

    private Sealed<T> Box<T>() where T : IContentKind =>
        Keys.Ring.System.Seal<T>("{}"u8, new("t", "envelope", Guid.Empty, 1, Guid.Empty));

    private static Authorized<TAction> Proof<TAction>(StaffId about) where TAction : IAction =>
        Authorizer.Demand<TAction>(Caller.Staff(StaffId.New(), TAction.Permission), Target.Of(about));
}
