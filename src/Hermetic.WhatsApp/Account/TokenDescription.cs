namespace Hermetic.WhatsApp;

/// <summary>What <c>GET /debug_token</c> tells about the access token. Null: Meta does not say.</summary>
/// <param name="Type">Such as <c>SYSTEM_USER</c>, <c>USER</c>, <c>APP</c>.</param>
/// <param name="AppId">The app that the token was made for.</param>
/// <param name="IsValid">Whether it works.</param>
/// <param name="Expires">When it ends.</param>
/// <param name="DataAccessExpires">When it stops giving access to data, although it may still be
/// valid.</param>
/// <param name="Scopes">The permissions it carries.</param>
/// <param name="GranularScopes">To what single permissions are limited.</param>
public sealed record TokenDescription(
    string? Type,
    string? AppId,
    bool? IsValid,
    TokenEnd Expires,
    TokenEnd DataAccessExpires,
    IReadOnlyList<string>? Scopes,
    IReadOnlyList<GranularScope> GranularScopes)
{
    /// <summary>The permission to send and receive.</summary>
    public const string MessagingScope = "whatsapp_business_messaging";

    /// <summary>The permission to read and change the account.</summary>
    public const string ManagementScope = "whatsapp_business_management";

    /// <summary>The WhatsApp Business Accounts that the token was granted for, each once; empty when Meta
    /// names none.</summary>
    public IReadOnlyList<string> BusinessAccountIds =>
    [
        .. GranularScopes.Where(scope => scope.Scope is MessagingScope or ManagementScope)
            .SelectMany(scope => scope.TargetIds).Distinct(StringComparer.Ordinal),
    ];

    internal static TokenDescription Read(JsonObject answer)
    {
        var token = answer.Object("data"u8);
        return new(
            token.Name("type"u8), token.Word("app_id"u8), token.Flag("is_valid"u8),
            TokenEnd.Read(token?["expires_at"u8]), TokenEnd.Read(token?["data_access_expires_at"u8]),
            token.Words("scopes"u8),
            [
                .. (token?.Objects("granular_scopes"u8) ?? [])
                    .Where(scope => scope.Word("scope"u8) is not null)
                    .Select(scope => new GranularScope(
                        scope.Word("scope"u8)!, scope.Words("target_ids"u8) ?? [])),
            ]);
    }
}

/// <summary>A permission and the objects that it is limited to.</summary>
/// <param name="Scope">Such as <c>whatsapp_business_management</c>.</param>
/// <param name="TargetIds">Ids of accounts; empty when it is not limited.</param>
public sealed record GranularScope(string Scope, IReadOnlyList<string> TargetIds);

/// <summary>When something about a token ends. The default: Meta does not say.</summary>
/// <param name="IsKnown">Whether Meta says.</param>
/// <param name="At">The moment; null when never.</param>
public readonly record struct TokenEnd(bool IsKnown, DateTimeOffset? At)
{
    /// <summary>It never ends: Meta writes 0.</summary>
    public static TokenEnd Never { get; } = new(IsKnown: true, At: null);

    internal static TokenEnd Read(JsonSlice? slice) => slice switch
    {
        null => default,
        { } value when value.Integer() == 0 => Never,
        { } value when value.UnixTime() is { } at => new(IsKnown: true, at),
        _ => default,
    };
}
