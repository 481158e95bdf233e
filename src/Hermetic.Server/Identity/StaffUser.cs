using System.Security.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Microsoft.AspNetCore.Identity;

namespace Hermetic.Server.Identity;

/// <summary>A person of the business as ASP.NET Core Identity asks for one. Its id is what authenticators call the user handle.</summary>
internal sealed record StaffUser(StaffId Id);

/// <summary>
/// What Identity's passkey handler may ask of the store: reading only. Every write is a commit of ours, with its record, in
/// <see cref="Ceremonies"/>.
/// </summary>
internal sealed class StaffUsers(Database database, IdentityFacts facts) : IUserPasskeyStore<StaffUser>
{
    public Task<StaffUser?> FindByIdAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(
        Guid.TryParseExact(userId, "N", out var id) && id != Guid.Empty
        && database.Read(session => StaffMembers.Find(session, StaffId.From(id))) is { State: not StaffState.Suspended } member
            ? new StaffUser(member.Id)
            : null);

    public Task<string> GetUserIdAsync(StaffUser user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString());

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(StaffUser user, CancellationToken cancellationToken)
    {
        var all = new List<UserPasskeyInfo>();
        foreach (var one in database.Read(session => Passkeys.Of(session, user.Id)))
            all.Add((await facts.OpenAsync(one, cancellationToken)).ToPasskey());
        return all;
    }

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(
        StaffUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        Find(credentialId) is { } found && found.Staff == user.Id
            ? (await facts.OpenAsync(found, cancellationToken)).ToPasskey()
            : null;

    public Task<StaffUser?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        Task.FromResult(Find(credentialId) is { } found ? new StaffUser(found.Staff) : null);

    /// <summary>Null when nobody has registered it.</summary>
    internal Passkey? Find(byte[] credentialId) =>
        database.Read(session => Passkeys.Find(session, SHA256.HashData(credentialId)));

    // Nobody has a name to sign in with, and nothing is written by the framework.
    public Task<string?> GetUserNameAsync(StaffUser user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Id.ToString());

    public Task<string?> GetNormalizedUserNameAsync(StaffUser user, CancellationToken cancellationToken) =>
        GetUserNameAsync(user, cancellationToken);

    public Task<StaffUser?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Task.FromResult<StaffUser?>(null);

    public Task SetUserNameAsync(StaffUser user, string? userName, CancellationToken cancellationToken) => throw Ours();

    public Task SetNormalizedUserNameAsync(StaffUser user, string? normalizedName, CancellationToken cancellationToken) =>
        throw Ours();

    public Task<IdentityResult> CreateAsync(StaffUser user, CancellationToken cancellationToken) => throw Ours();

    public Task<IdentityResult> UpdateAsync(StaffUser user, CancellationToken cancellationToken) => throw Ours();

    public Task<IdentityResult> DeleteAsync(StaffUser user, CancellationToken cancellationToken) => throw Ours();

    public Task AddOrUpdatePasskeyAsync(StaffUser user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw Ours();

    public Task RemovePasskeyAsync(StaffUser user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw Ours();

    public void Dispose()
    {
    }

    private static NotSupportedException Ours() => new("People and passkeys are written with their record, by Ceremonies and TeamDesk.");
}
