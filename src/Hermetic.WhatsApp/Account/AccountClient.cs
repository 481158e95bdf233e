using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp;

/// <summary>
/// The management calls of the Graph API: what protects the account, and what sets it up. Every call is one
/// attempt; a failure of the network is an answer (<see cref="GraphFailed{T}"/>), not an exception.
/// All changes may be repeated: each says how things shall be.
/// </summary>
/// <remarks>Meta allows 200 such calls an hour for an app and account, 5000 once a number is
/// registered.</remarks>
/// <param name="http">A client over <see cref="CloudApiClient.CreateHandler"/>; its own timeout should be
/// infinite.</param>
/// <param name="options">Where and as whom.</param>
/// <param name="time">The clock that <see cref="CloudApiOptions.Timeout"/> runs on; the system's when
/// null.</param>
public sealed class AccountClient(HttpClient http, CloudApiOptions options, TimeProvider? time = null)
{
    private readonly GraphApi _graph = new(http, options, time);

    /// <summary>Reads everything that can be told about an account's security.</summary>
    /// <param name="phoneNumberId">The business's number; digits.</param>
    /// <param name="businessAccountId">The WhatsApp Business Account; when null, the one that the token was
    /// granted for, if it is exactly one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">Cancelled by the caller.</exception>
    public async Task<AccountSnapshot> ReadAsync(
        string phoneNumberId, string? businessAccountId, CancellationToken cancellationToken)
    {
        var token = await DebugTokenAsync(cancellationToken);
        var account = businessAccountId ?? OnlyAccount(token);
        var number = GetNumberAsync(phoneNumberId, cancellationToken);
        var settings = GetSettingsAsync(phoneNumberId, cancellationToken);
        var key = GetFlowsKeyAsync(phoneNumberId, cancellationToken);
        var apps = account is null ? null : GetSubscribedAppsAsync(account, cancellationToken);
        var business = account is null ? null : GetBusinessAccountAsync(account, cancellationToken);
        return new(
            account, token, await number, await settings, await key,
            apps is null ? null : await apps, business is null ? null : await business);
    }

    /// <summary><c>GET /debug_token</c>: what the access token is. Meta takes the token in the address, too;
    /// addresses are written nowhere here.</summary>
    public Task<GraphOutcome<TokenDescription>> DebugTokenAsync(CancellationToken cancellationToken) =>
        _graph.AskAsync(
            new(HttpMethod.Get, "debug_token") { Query = [("input_token", Token())] }, TokenDescription.Read,
            cancellationToken);

    /// <summary><c>GET /{phone_number_id}</c> with every field of <see cref="NumberDescription"/>.</summary>
    public Task<GraphOutcome<NumberDescription>> GetNumberAsync(
        string phoneNumberId, CancellationToken cancellationToken) =>
        _graph.AskAsync(
            new(HttpMethod.Get, phoneNumberId) { Query = [("fields", NumberDescription.Fields)] },
            NumberDescription.Read, cancellationToken);

    /// <summary><c>GET /{phone_number_id}/settings</c>.</summary>
    public Task<GraphOutcome<NumberSettings>> GetSettingsAsync(
        string phoneNumberId, CancellationToken cancellationToken) =>
        _graph.AskAsync(new(HttpMethod.Get, phoneNumberId, "settings"), NumberSettings.Read, cancellationToken);

    /// <summary><c>GET /{phone_number_id}/whatsapp_business_encryption</c>.</summary>
    public Task<GraphOutcome<FlowsKey>> GetFlowsKeyAsync(
        string phoneNumberId, CancellationToken cancellationToken) =>
        _graph.AskAsync(
            new(HttpMethod.Get, phoneNumberId, "whatsapp_business_encryption"), FlowsKey.Read,
            cancellationToken);

    /// <summary><c>GET /{business_account_id}/subscribed_apps</c>: who receives webhooks.</summary>
    public Task<GraphOutcome<IReadOnlyList<SubscribedApp>>> GetSubscribedAppsAsync(
        string businessAccountId, CancellationToken cancellationToken) =>
        _graph.AskAsync(
            new(HttpMethod.Get, businessAccountId, "subscribed_apps"), SubscribedApp.Read, cancellationToken);

    /// <summary><c>GET /{business_account_id}</c>.</summary>
    public Task<GraphOutcome<BusinessAccount>> GetBusinessAccountAsync(
        string businessAccountId, CancellationToken cancellationToken) =>
        _graph.AskAsync(
            new(HttpMethod.Get, businessAccountId) { Query = [("fields", BusinessAccount.Fields)] },
            BusinessAccount.Read, cancellationToken);

    /// <summary><c>POST /{phone_number_id}/register</c>: takes the number into the Cloud API. Meta allows ten
    /// tries in 72 hours (133016).</summary>
    /// <param name="phoneNumberId">The number.</param>
    /// <param name="pin">Its two-step PIN, six digits; becomes the PIN when none was set (133005 when
    /// another one was).</param>
    /// <param name="region">Local Storage for Graph versions below v21, else null and
    /// <see cref="SetStorageAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The PIN is not six digits.</exception>
    public Task<GraphOutcome<Confirmed>> RegisterAsync(
        string phoneNumberId, Secret pin, string? region, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, phoneNumberId, "register")
            {
                Content = AccountContent.Register(pin, region),
            },
            cancellationToken);

    /// <summary><c>POST /{phone_number_id}/deregister</c>: takes the number out of the Cloud API. It neither
    /// sends nor receives until it is registered again.</summary>
    public Task<GraphOutcome<Confirmed>> DeregisterAsync(
        string phoneNumberId, CancellationToken cancellationToken) =>
        ChangeAsync(new(HttpMethod.Post, phoneNumberId, "deregister"), cancellationToken);

    /// <summary><c>POST /{phone_number_id}</c>: sets the two-step PIN, whatever it was.</summary>
    /// <exception cref="ArgumentException">The PIN is not six digits.</exception>
    public Task<GraphOutcome<Confirmed>> SetPinAsync(
        string phoneNumberId, Secret pin, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, phoneNumberId) { Content = AccountContent.Pin(pin) }, cancellationToken);

    /// <summary><c>POST /{phone_number_id}/settings</c>: where Meta keeps content. Needs v21 or newer and a
    /// number that is not registered.</summary>
    public Task<GraphOutcome<Confirmed>> SetStorageAsync(
        string phoneNumberId, StorageAtMeta storage, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, phoneNumberId, "settings") { Content = AccountContent.Storage(storage) },
            cancellationToken);

    /// <summary><c>POST /{phone_number_id}/settings</c>: whether <c>recipient_identity_key_hash</c> is
    /// checked.</summary>
    public Task<GraphOutcome<Confirmed>> SetIdentityCheckAsync(
        string phoneNumberId, bool enabled, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, phoneNumberId, "settings")
            {
                Content = AccountContent.IdentityCheck(enabled),
            },
            cancellationToken);

    /// <summary><c>POST /{business_account_id}/subscribed_apps</c>: the token's app receives webhooks, at its
    /// own address.</summary>
    public Task<GraphOutcome<Confirmed>> SubscribeAsync(
        string businessAccountId, CancellationToken cancellationToken) =>
        ChangeAsync(new(HttpMethod.Post, businessAccountId, "subscribed_apps"), cancellationToken);

    /// <summary>The same, at an address for this account alone.</summary>
    /// <param name="businessAccountId">The account.</param>
    /// <param name="callback">The webhook; Meta asks it for <paramref name="verifyToken"/> at once.</param>
    /// <param name="verifyToken">What Meta sends in <c>hub.verify_token</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<GraphOutcome<Confirmed>> SubscribeAsync(
        string businessAccountId, Uri callback, Secret verifyToken, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, businessAccountId, "subscribed_apps")
            {
                Content = AccountContent.Override(callback, verifyToken),
            },
            cancellationToken);

    /// <summary><c>DELETE /{business_account_id}/subscribed_apps</c>: no webhook comes to the token's app any
    /// more.</summary>
    public Task<GraphOutcome<Confirmed>> UnsubscribeAsync(
        string businessAccountId, CancellationToken cancellationToken) =>
        ChangeAsync(new(HttpMethod.Delete, businessAccountId, "subscribed_apps"), cancellationToken);

    /// <summary><c>POST /{phone_number_id}/whatsapp_business_encryption</c>: the public key that forms are
    /// encrypted to; again after every registration.</summary>
    /// <param name="phoneNumberId">The number.</param>
    /// <param name="publicKeyPem">RSA 2048, <c>-----BEGIN PUBLIC KEY-----</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<GraphOutcome<Confirmed>> SetFlowsKeyAsync(
        string phoneNumberId, string publicKeyPem, CancellationToken cancellationToken) =>
        ChangeAsync(
            new(HttpMethod.Post, phoneNumberId, "whatsapp_business_encryption")
            {
                Content = new FormUrlEncodedContent([new("business_public_key", publicKeyPem)]),
            },
            cancellationToken);

    private static string? OnlyAccount(GraphOutcome<TokenDescription> token) =>
        token is GraphAnswered<TokenDescription> { Value.BusinessAccountIds: [var only] } ? only : null;

    private async Task<GraphOutcome<Confirmed>> ChangeAsync(
        GraphRequest request, CancellationToken cancellationToken)
    {
        using var content = request.Content;
        return await _graph.AskAsync(request, Confirmed.Read, cancellationToken);
    }

    // A query takes strings only; this one lives as long as the request.
    private string Token() =>
        options.AccessToken.Use(0, static (utf8, _) =>
            string.Create(
                Encoding.UTF8.GetCharCount(utf8), utf8,
                static (chars, token) => Encoding.UTF8.GetChars(token, chars)));
}
