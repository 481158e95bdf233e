using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Console;
using Hermetic.Server.Facts;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <summary>What somebody changes of their own: passkeys, recovery codes, sessions. Whoever signs in can always do so again.</summary>
internal sealed class OwnSecurity(
    Database database, IdentityFacts facts, Sessions sessions, TeamDesk team, CurrentBusiness business, TimeProvider clock)
{
    /// <summary>As many as on a page that is printed and kept.</summary>
    internal const int CodesAtOnce = 10;

    internal async Task<SecurityModel> ShowAsync(
        SignedIn who, IReadOnlyList<string> newCodes, CancellationToken cancel)
    {
        var passkeys = new List<PasskeyModel>();
        foreach (var row in database.Read(session => Passkeys.Of(session, who.Id)))
        {
            var one = await facts.OpenAsync(row, cancel);
            passkeys.Add(new(
                row.Id, one.Name, DateOnly.FromDateTime(one.Created.UtcDateTime), one.UsedDay, one.IsBackedUp));
        }
        return new(
            who.Name, passkeys, database.Read(session => Invitations.Codes(session, who.Id)),
            await SessionsOfAsync(who.Id, who.Session, cancel), who.SteppedUpUntil is not null, newCodes, Clock);
    }

    /// <summary>By which pages show moments.</summary>
    internal PageClock Clock => new(clock.GetCurrentInstant(), business.Value.Zone);

    internal async Task<IReadOnlyList<SessionModel>> SessionsOfAsync(
        StaffId staff, Guid current, CancellationToken cancel) =>
    [
        .. from one in await sessions.OfAsync(staff, cancel)
           select new SessionModel(
               one.Row.Id, one.Facts.Browser, one.Facts.Network, one.Facts.Begun, one.Facts.Seen, one.Facts.Until,
               one.Row.Id == current),
    ];

    /// <summary>Takes a passkey away, and signs out whoever came in with it.</summary>
    /// <returns>False when it is the only one, without which they could not come in again: nothing is changed.</returns>
    /// <exception cref="FencedException">They have none of that id.</exception>
    internal Task<bool> TryRevokeAsync(SignedIn who, Guid passkey) => database.CommitAsync(transaction =>
    {
        if (Passkeys.Of(transaction, who.Id).Count < 2)
            return false;
        Passkeys.Revoke(transaction, who.Id, passkey, Sessions.Record("passkey.revoke", who.Id));
        return true;
    });

    /// <summary>New recovery codes in the place of all that there were.</summary>
    /// <returns>The codes: nobody can be told them again.</returns>
    internal async Task<IReadOnlyList<string>> MakeCodesAsync(SignedIn who)
    {
        var codes = Enumerable.Range(0, CodesAtOnce).Select(_ => OneTimeToken.RecoveryCode()).ToList();
        var digests = codes.Select(code => (ReadOnlyMemory<byte>)OneTimeToken.DigestOfCode(code)).ToList();
        await database.CommitAsync(transaction => Invitations.ReplaceCodes(
            transaction, who.Id, digests, Sessions.Record("recovery-codes.make", who.Id)));
        return codes;
    }

    /// <summary>Changes a recovery code for a link by which a passkey is registered; null when it is nobody's.</summary>
    internal Task<string?> RecoverAsync(string code)
    {
        // Whose it is is known when it is taken; the link is made before, for nobody.
        var invited = team.NewInvitation(default, TeamDesk.BootstrapLifetime);
        return database.CommitAsync(transaction => Invitations.TakeCode(
            transaction, OneTimeToken.DigestOfCode(code), OneTimeToken.Digest(invited.Link),
            (long)(invited.Until - DateTimeOffset.UnixEpoch).TotalHours + 1,
            staff => Sessions.Record("recovery-code.use", staff)) is null ? null : invited.Link);
    }
}
