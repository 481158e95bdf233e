using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;

namespace Hermetic.Server.Identity;

/// <summary>A passkey was not accepted. The message is for whoever holds it, and tells nobody who exists.</summary>
internal sealed class CeremonyRefusedException(string message) : Exception(message);

/// <summary>
/// Registers and asks for passkeys (WebAuthn Level 3 §7), by ASP.NET Core Identity's handler, and closes what it leaves
/// open: a challenge counts once, on every node; user verification is required; nobody is named before they have shown who
/// they are; and what is written comes with its record, in one commit.
/// </summary>
internal sealed class Ceremonies(
    Database database, IdentityFacts facts, Sessions sessions, IDataProtectionProvider protection, TimeProvider clock)
{
    private const string Refused = "That passkey was not accepted. Nothing was changed. Try again, or use another passkey.";

    /// <summary>Begins asking for a passkey.</summary>
    /// <param name="staff">Whose; null for a sign-in: the authenticator says who it is.</param>
    /// <returns>PublicKeyCredentialRequestOptionsJSON.</returns>
    internal async Task<string> AskAsync(HttpContext http, CeremonyKind kind, StaffId? staff)
    {
        var options = await Handler(http).MakeRequestOptionsAsync(staff is { } known ? new StaffUser(known) : null, http);
        Give(http, kind, staff, options.AssertionState);
        return options.RequestOptionsJson;
    }

    /// <summary>Begins registering a passkey.</summary>
    /// <returns>PublicKeyCredentialCreationOptionsJSON.</returns>
    internal async Task<string> OfferAsync(HttpContext http, StaffId staff, string name)
    {
        var options = await Handler(http).MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = staff.ToString(), Name = name, DisplayName = name }, http);
        Give(http, CeremonyKind.Registration, staff, options.AttestationState);
        return options.CreationOptionsJson;
    }

    /// <summary>Signs in whoever the passkey belongs to.</summary>
    /// <exception cref="CeremonyRefusedException">It does not count.</exception>
    internal async Task SignInAsync(HttpContext http, string credential)
    {
        var (ceremony, passkey, renewed) = await ProveAsync(http, CeremonyKind.SignIn, staff: null, credential);
        await AcceptAsync(() => sessions.BeginAsync(
            http, passkey.Staff, passkey.Id, transaction => Use(transaction, ceremony, passkey, renewed)));
    }

    /// <summary>Somebody who is signed in shows again who they are.</summary>
    /// <exception cref="CeremonyRefusedException">It does not count, or is somebody else's.</exception>
    internal async Task StepUpAsync(HttpContext http, StaffId staff, string credential)
    {
        var (ceremony, passkey, renewed) = await ProveAsync(http, CeremonyKind.StepUp, staff, credential);
        await AcceptAsync(() => sessions.StepUpAsync(
            http, transaction => Use(transaction, ceremony, passkey, renewed)));
    }

    /// <summary>Registers one more passkey of somebody who is signed in.</summary>
    /// <exception cref="CeremonyRefusedException">It does not count, or is registered already.</exception>
    internal async Task AddAsync(HttpContext http, StaffId staff, string name, string credential)
    {
        var (ceremony, passkey, digest) = await AttestAsync(http, staff, name, credential);
        await AcceptAsync(() => database.CommitAsync(transaction => Add(transaction, ceremony, passkey, digest)));
    }

    /// <summary>Registers the passkey of whoever holds a link, and signs them in.</summary>
    /// <param name="link">SHA-256 of what it ends with.</param>
    /// <param name="label">What its owner calls the passkey.</param>
    /// <param name="name">What they are called, when they come in for the first time; null keeps what the link says.</param>
    /// <exception cref="CeremonyRefusedException">It does not count, or the link is used up.</exception>
    internal async Task EnrolAsync(
        HttpContext http, StaffMember member, byte[] link, string label, string? name, string credential)
    {
        var (ceremony, passkey, digest) = await AttestAsync(http, member.Id, label, credential);
        await AcceptAsync(() => sessions.BeginAsync(http, member.Id, passkey.Id, transaction =>
        {
            if (Invitations.Take(transaction, link) != member.Id)
                throw new FencedException("the link is used up");
            if (name is not null && member.State == StaffState.Invited)
                StaffMembers.Rename(transaction, member.Id, facts.Seal(member.Id.Value, new StaffFacts(name)));
            Add(transaction, ceremony, passkey, digest);
        }));
    }

    private async Task<(Ceremony Ceremony, Passkey Passkey, PasskeyFacts Renewed)> ProveAsync(
        HttpContext http, CeremonyKind kind, StaffId? staff, string credential)
    {
        var ceremony = Take(http, kind, staff);
        var result = await Handler(http).PerformAssertionAsync(new()
        {
            HttpContext = http, CredentialJson = credential, AssertionState = ceremony.State,
        });
        if (!result.Succeeded || (staff is { } meant && result.User.Id != meant)
            || Users(http).Find(result.Passkey.CredentialId) is not { } passkey || passkey.Staff != result.User.Id)
            throw new CeremonyRefusedException(Refused);
        var known = await facts.OpenAsync(passkey, http.RequestAborted);
        return (ceremony, passkey, PasskeyFacts.Of(result.Passkey, known.Name, Today));
    }

    private async Task<(Ceremony Ceremony, Passkey Passkey, byte[] Digest)> AttestAsync(
        HttpContext http, StaffId staff, string name, string credential)
    {
        var ceremony = Take(http, CeremonyKind.Registration, staff);
        var result = await Handler(http).PerformAttestationAsync(new()
        {
            HttpContext = http, CredentialJson = credential, AttestationState = ceremony.State,
        });
        if (!result.Succeeded)
            throw new CeremonyRefusedException(Refused);
        var id = RowIds.New();
        var row = new Passkey(id, staff, 0, facts.Seal(id, PasskeyFacts.Of(result.Passkey, name, Today)));
        return (ceremony, row, SHA256.HashData(result.Passkey.CredentialId));
    }

    private static void Add(Storage.Transaction transaction, Ceremony ceremony, Passkey passkey, byte[] digest)
    {
        SpentCeremonies.Spend(transaction, ceremony.Id);
        if (!Passkeys.Add(transaction, passkey, digest, Sessions.Record("passkey.add", passkey.Staff)))
            throw new FencedException("the passkey is registered already");
    }

    private void Use(Storage.Transaction transaction, Ceremony ceremony, Passkey passkey, PasskeyFacts renewed)
    {
        SpentCeremonies.Spend(transaction, ceremony.Id);
        Passkeys.Use(transaction, passkey, facts.Seal(passkey.Id, renewed));
    }

    /// <summary>Whatever was first (a suspension, a revocation, the same answer) is told as every other refusal is.</summary>
    private static async Task AcceptAsync(Func<Task> commit)
    {
        try
        {
            await commit();
        }
        catch (FencedException)
        {
            throw new CeremonyRefusedException(Refused);
        }
    }

    private void Give(HttpContext http, CeremonyKind kind, StaffId? staff, string? state) => new Ceremony(
        RowIds.New(), kind, staff?.Value ?? Guid.Empty, clock.GetUtcNow() + Ceremony.Lifetime,
        state ?? throw new InvalidOperationException("The passkey handler has no state.")).Give(http, protection);

    private Ceremony Take(HttpContext http, CeremonyKind kind, StaffId? staff) =>
        Ceremony.Take(http, protection, kind, staff, clock.GetUtcNow())
        ?? throw new CeremonyRefusedException("That took too long, or was begun in another window. Nothing was changed. Try again.");

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    private static IPasskeyHandler<StaffUser> Handler(HttpContext http) =>
        http.RequestServices.GetRequiredService<IPasskeyHandler<StaffUser>>();

    private static StaffUsers Users(HttpContext http) => http.RequestServices.GetRequiredService<StaffUsers>();
}
