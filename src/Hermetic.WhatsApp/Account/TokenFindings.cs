using System.Globalization;

namespace Hermetic.WhatsApp;

/// <summary>Judges the access token: who it is, how long it lives, and whether it may more than it
/// must.</summary>
internal static class TokenFindings
{
    private const string Subject = "Access token";

    // Long enough to plan the change, short enough not to be overlooked.
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(30);

    private static readonly string[] s_needed =
        [TokenDescription.MessagingScope, TokenDescription.ManagementScope];

    public static IEnumerable<Finding> Of(TokenDescription token, string? account, DateTimeOffset now)
    {
        if (token.IsValid == false)
        {
            return [new(
                Subject, FindingSeverity.Problem, "Meta says that the access token is not valid.",
                "Make a new token of a system user, and give it to the service.")];
        }
        return
        [
            Kind(token.Type),
            End("Token expiry", "The access token", token.Expires, now),
            .. DataAccess(token.DataAccessExpires, now),
            .. Scopes(token.Scopes),
            .. Reach(token.BusinessAccountIds, account),
        ];
    }

    private static Finding Kind(string? type) => type switch
    {
        "SYSTEM_USER" => new(Subject, FindingSeverity.Ok, "The access token belongs to a system user."),
        "USER" => new(
            Subject, FindingSeverity.Warning,
            "The access token belongs to a person: it ends when they log out, change their password or "
            + "leave.",
            "Make a system user in the Business settings, and a token of its own."),
        null => new(Subject, FindingSeverity.Note, "Meta does not say whose access token this is."),
        _ => new(
            Subject, FindingSeverity.Problem,
            $"The access token is of kind {type}, which is not meant for sending.",
            "Make a system user in the Business settings, and a token of its own."),
    };

    private static IEnumerable<Finding> DataAccess(TokenEnd end, DateTimeOffset now) =>
        end is { IsKnown: true, At: not null }
            ? [End("Data access", "The token's access to data", end, now)]
            : [];

    private static Finding End(string subject, string what, TokenEnd end, DateTimeOffset now) => end switch
    {
        { IsKnown: false } => new(
            subject, FindingSeverity.Note,
            $"Meta does not say when {char.ToLowerInvariant(what[0])}{what[1..]} ends."),
        { At: null } => new(subject, FindingSeverity.Ok, $"{what} does not expire."),
        { At: { } at } when at <= now => new(
            subject, FindingSeverity.Problem, $"{what} ended on {Day(at)}: nothing can be sent with it.",
            "Make a new token, of a system user and without an end."),
        { At: { } at } when at - now <= s_soon => new(
            subject, FindingSeverity.Warning, $"{what} ends on {Day(at)}; from then on nothing can be sent.",
            "Make a new token before that day, of a system user and without an end."),
        { At: { } at } => new(subject, FindingSeverity.Note, $"{what} ends on {Day(at)}."),
    };

    private static IEnumerable<Finding> Scopes(IReadOnlyList<string>? scopes)
    {
        const string subject = "Permissions";
        if (scopes is null)
        {
            yield return new(subject, FindingSeverity.Note,
                "Meta does not say which permissions the token has.");
            yield break;
        }
        var missing = s_needed.Except(scopes, StringComparer.Ordinal).ToList();
        // Every token has public_profile; it gives nothing away.
        var more = scopes.Except([.. s_needed, "public_profile"], StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return new(
                subject, FindingSeverity.Problem, $"The token lacks {string.Join(" and ", missing)}.",
                "Make a new token with both permissions.");
        }
        if (more.Count > 0)
        {
            yield return new(
                subject, FindingSeverity.Warning,
                $"The token may do more than it has to: {string.Join(", ", more)}. So may whoever steals it.",
                $"Make a new token with {string.Join(" and ", s_needed)} only.");
        }
        if (missing.Count + more.Count == 0)
            yield return new(subject, FindingSeverity.Ok,
                "The token has the two permissions that it needs and no other.");
    }

    private static IEnumerable<Finding> Reach(IReadOnlyList<string> reached, string? account)
    {
        const string subject = "Token's reach";
        if (account is not null && reached.Count > 0 && !reached.Contains(account, StringComparer.Ordinal))
        {
            yield return new(
                subject, FindingSeverity.Problem,
                "The token was not granted for this WhatsApp Business Account.",
                "Give the system user this account in the Business settings, and make a new token.");
        }
        else if (reached.Count > 1)
        {
            yield return new(
                subject, FindingSeverity.Warning,
                $"The token reaches {reached.Count} WhatsApp Business Accounts; this service needs one.",
                "Take the other accounts away from the system user in the Business settings.");
        }
    }

    private static string Day(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
