using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Domain;
using Microsoft.AspNetCore.DataProtection;

namespace Hermetic.Server.Identity;

/// <summary>What a passkey is asked for.</summary>
internal enum CeremonyKind
{
    None,
    SignIn,
    StepUp,
    Registration,
}

/// <summary>
/// A challenge that was given out and what it is for. The browser holds it, encrypted and for five minutes; the service
/// keeps nothing until it was answered rightly, and then that it was.
/// </summary>
/// <param name="Id">By which it counts once.</param>
/// <param name="Staff">For whom; empty for a sign-in, where nobody has said who they are.</param>
/// <param name="State">Identity's own state: the challenge and its options.</param>
internal sealed record Ceremony(Guid Id, CeremonyKind Kind, Guid Staff, DateTimeOffset Until, string State)
{
    private const string Cookie = "__Host-ceremony";

    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Gives it to the browser, in the place of one that it may have had.</summary>
    internal void Give(HttpContext http, IDataProtectionProvider protection) => http.Response.Cookies.Append(
        Cookie,
        Convert.ToBase64String(Protector(protection).Protect(
            JsonSerializer.SerializeToUtf8Bytes(this, IdentityJson.Default.Ceremony))),
        Options(Lifetime));

    /// <summary>Takes it back; null when there is none for this, it is void, or it is another's.</summary>
    internal static Ceremony? Take(
        HttpContext http, IDataProtectionProvider protection, CeremonyKind kind, StaffId? staff, DateTimeOffset now)
    {
        if (http.Request.Cookies[Cookie] is not { } held)
            return null;
        http.Response.Cookies.Delete(Cookie, Options(TimeSpan.Zero));
        try
        {
            return JsonSerializer.Deserialize(
                Protector(protection).Unprotect(Convert.FromBase64String(held)), IdentityJson.Default.Ceremony) is { } one
                && one.Kind == kind && one.Until > now && one.Staff == (staff?.Value ?? Guid.Empty)
                    ? one
                    : null;
        }
        catch (Exception forged) when (forged is FormatException or CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) =>
        protection.CreateProtector("Hermetic.Server.Identity.Ceremony");

    private static CookieOptions Options(TimeSpan age) => new()
    {
        Path = "/", Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = age,
    };
}
