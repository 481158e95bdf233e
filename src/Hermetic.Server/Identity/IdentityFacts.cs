using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Storage;
using Hermetic.Storage.Identity;
using Microsoft.AspNetCore.Identity;

namespace Hermetic.Server.Identity;

/// <summary>A person of the business, as the sealed half of their row says.</summary>
/// <param name="Name">As they are called: 1 to <see cref="LongestName"/> characters.</param>
internal sealed record StaffFacts(string Name)
{
    internal const int LongestName = 80;

    internal static SealContext Context(Guid row) => new("staff", "envelope", row, 1, Guid.Empty);
}

/// <summary>A passkey, as the sealed half of its row says: what WebAuthn Level 3 §4 calls the credential record.</summary>
/// <param name="Name">What its owner calls it.</param>
/// <param name="UsedDay">When it was last used.</param>
internal sealed record PasskeyFacts(
    string Name, byte[] CredentialId, byte[] PublicKey, DateTimeOffset Created, uint SignCount, string[]? Transports,
    bool IsUserVerified, bool IsBackupEligible, bool IsBackedUp, byte[] AttestationObject, byte[] ClientData,
    DateOnly UsedDay)
{
    internal const int LongestName = 40;

    internal static SealContext Context(Guid row) => new("passkey", "envelope", row, 1, Guid.Empty);

    internal static PasskeyFacts Of(UserPasskeyInfo passkey, string name, DateOnly today) => new(
        name, passkey.CredentialId, passkey.PublicKey, passkey.CreatedAt, passkey.SignCount, passkey.Transports,
        passkey.IsUserVerified, passkey.IsBackupEligible, passkey.IsBackedUp, passkey.AttestationObject,
        passkey.ClientDataJson, today);

    internal UserPasskeyInfo ToPasskey() => new(
        CredentialId, PublicKey, Created, SignCount, Transports, IsUserVerified, IsBackupEligible, IsBackedUp,
        AttestationObject, ClientData);
}

/// <summary>A session, as the sealed half of its row says.</summary>
/// <param name="Seen">When it was last used, to the minute.</param>
/// <param name="Proven">When its owner last showed a passkey: at its begin, or for something dangerous.</param>
/// <param name="Browser">Such as "Firefox on Linux".</param>
/// <param name="Network">The first three bytes of an IPv4 address, or the first six of an IPv6 one; empty behind a socket.</param>
internal sealed record SessionFacts(
    DateTimeOffset Begun, DateTimeOffset Seen, DateTimeOffset Proven, DateTimeOffset Until, string Browser, string Network)
{
    internal static SealContext Context(Guid row) => new("staff_session", "envelope", row, 1, Guid.Empty);
}

/// <summary>Seals and opens what is known of the business's people, under the system key.</summary>
internal sealed class IdentityFacts(Vault vault)
{
    internal Sealed<StaffContent> Seal(Guid row, StaffFacts facts) =>
        Seal<StaffContent, StaffFacts>(facts, StaffFacts.Context(row), IdentityJson.Default.StaffFacts);

    internal Sealed<PasskeyContent> Seal(Guid row, PasskeyFacts facts) =>
        Seal<PasskeyContent, PasskeyFacts>(facts, PasskeyFacts.Context(row), IdentityJson.Default.PasskeyFacts);

    internal Sealed<SessionContent> Seal(Guid row, SessionFacts facts) =>
        Seal<SessionContent, SessionFacts>(facts, SessionFacts.Context(row), IdentityJson.Default.SessionFacts);

    internal ValueTask<StaffFacts> OpenAsync(StaffMember member, CancellationToken cancel) => OpenAsync(
        member.Sealed, StaffFacts.Context(member.Id.Value), IdentityJson.Default.StaffFacts, cancel);

    internal ValueTask<PasskeyFacts> OpenAsync(Passkey passkey, CancellationToken cancel) => OpenAsync(
        passkey.Sealed, PasskeyFacts.Context(passkey.Id), IdentityJson.Default.PasskeyFacts, cancel);

    internal ValueTask<SessionFacts> OpenAsync(StaffSession session, CancellationToken cancel) => OpenAsync(
        session.Sealed, SessionFacts.Context(session.Id), IdentityJson.Default.SessionFacts, cancel);

    private Sealed<T> Seal<T, TFacts>(TFacts facts, in SealContext context, JsonTypeInfo<TFacts> shape)
        where T : IContentKind =>
        vault.Ring.System.Seal<T>(JsonSerializer.SerializeToUtf8Bytes(facts, shape), context);

    /// <summary>Another node may have sealed it under a version of the key that this one has not read yet.</summary>
    private async ValueTask<TFacts> OpenAsync<T, TFacts>(
        Sealed<T> box, SealContext context, JsonTypeInfo<TFacts> shape, CancellationToken cancel) where T : IContentKind
    {
        await vault.KnowAsync(box.KeyId, cancel);
        using var content = vault.Ring.System.Open(box, context);
        return JsonSerializer.Deserialize(content.Utf8, shape)
            ?? throw new InvalidDataException($"{typeof(TFacts).Name} of this row is empty.");
    }
}

[JsonSerializable(typeof(StaffFacts))]
[JsonSerializable(typeof(PasskeyFacts))]
[JsonSerializable(typeof(SessionFacts))]
[JsonSerializable(typeof(Ceremony))]
internal sealed partial class IdentityJson : JsonSerializerContext;
