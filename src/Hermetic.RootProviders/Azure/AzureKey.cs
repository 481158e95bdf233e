using System.Buffers;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Azure;

/// <summary>
/// Key Vault's <c>wrapkey</c> and <c>unwrapkey</c> with RSA-OAEP-256 (API 7.4). RSA has no additional data:
/// the bound secret inside carries the context. Encrypted: the key's version (32 hexadecimal digits) ‖
/// ciphertext.
/// </summary>
internal sealed class AzureKey : IKeyService
{
    private const string Version = "api-version=7.4";
    private const int VersionSize = 32;

    private static readonly SearchValues<byte> _hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private readonly AzureKeyOptions _options;
    private readonly ServiceConnection _vault;
    private readonly BearerToken _token;
    private readonly ServiceSentences _sentences;

    public AzureKey(AzureKeyOptions options, SecretArena arena)
    {
        _options = options;
        _vault = new(options.Vault, arena);
        Description = $"Azure Key Vault key {options.Key} at {options.Vault.Url.Authority}";
        _sentences = new(
            Description, options.ClientSecret.Setting, "get, wrap key and unwrap key (the role Key Vault Crypto User)");
        _token = new(
            new ServiceConnection(options.Login, arena), $"/{options.Tenant}/oauth2/v2.0/token",
            new(
                $"The login of the application {options.Client} at {options.Login.Url.Authority}",
                options.ClientSecret.Setting, "get tokens for the vault"),
            Write);
    }

    public string Description { get; }

    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten; the key in the vault lives on. Whoever kept a copy of the key "
        + "directory and may unwrap with the key has it still; the vault's diagnostic log records each use. All keys at once go "
        + "with the vault's key, which can be recovered for the vault's soft-delete period of 7 to 90 days.");

    public async Task CheckAsync(CancellationToken cancel)
    {
        using var answer = await _vault.GetAsync(
            $"/keys/{_options.Key}?{Version}", await CredentialsAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        Demand(answer);
        try
        {
            var json = answer.Body.Span;
            if (!SecretJson.Is(json, _vault.Arena, "RSA"u8, "key", "kty")
                && !SecretJson.Is(json, _vault.Arena, "RSA-HSM"u8, "key", "kty"))
                throw _sentences.Unsuitable("it is not an RSA key");
            if (!SecretJson.IsTrue(json, "attributes", "enabled"))
                throw _sentences.Unsuitable("it is disabled");
            if (SecretJson.IsTrue(json, "attributes", "exportable"))
                throw _sentences.Unsuitable("it can be exported, so it may be anywhere");
        }
        catch (JsonException)
        {
            throw _sentences.Nonsense();
        }
    }

    public async Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel)
    {
        using var answer = await AskAsync("", "wrapkey", bound, cancel).ConfigureAwait(false);
        Demand(answer);
        var (version, wrapped) = Read(answer);
        using (wrapped)
            return [.. version, .. wrapped.Span];
    }

    public async Task<SecretBuffer> DecryptAsync(
        ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel)
    {
        // It becomes part of an address.
        if (encrypted.Length <= VersionSize || !IsVersion(encrypted.Span[..VersionSize]))
            throw RootProviderException.Mismatch(Description);
        var version = HeaderText.Of(encrypted.Span[..VersionSize])!;
        using var answer = await AskAsync($"/{version}", "unwrapkey", encrypted[VersionSize..], cancel).ConfigureAwait(false);
        // A version that is not there was never there, or somebody wrote another one.
        if (answer.Status is 400 or 404)
            await MismatchOrMissingAsync(answer.Status, cancel).ConfigureAwait(false);
        Demand(answer);
        var (used, bound) = Read(answer);
        if (used.AsSpan().SequenceEqual(encrypted.Span[..VersionSize]))
            return bound;
        bound.Dispose();
        throw _sentences.Nonsense();
    }

    /// <summary>Does nothing: there is one key for everything.</summary>
    public Task DestroyAsync(RootContext context, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose()
    {
        _token.Dispose();
        _vault.Dispose();
    }

    private async Task<ServiceAnswer> AskAsync(
        string version, string operation, ReadOnlyMemory<byte> value, CancellationToken cancel)
    {
        var headers = await CredentialsAsync(cancel).ConfigureAwait(false);
        using var text = new SecretWriter(_vault.Arena);
        text.Advance(System.Buffers.Text.Base64Url.EncodeToUtf8(
            value.Span, text.GetSpan(System.Buffers.Text.Base64Url.GetEncodedLength(value.Length))));
        return await _vault.PostAsync($"/keys/{_options.Key}{version}/{operation}?{Version}", headers, json =>
        {
            json.WriteString("alg", "RSA-OAEP-256");
            json.WriteString("value", text.WrittenSpan);
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>Says which of the two: a key that is still there has refused what it was given.</summary>
    private async Task MismatchOrMissingAsync(int status, CancellationToken cancel)
    {
        if (status == 404)
            await CheckAsync(cancel).ConfigureAwait(false);
        throw RootProviderException.Mismatch(Description);
    }

    private (byte[] Version, SecretBuffer Value) Read(ServiceAnswer answer)
    {
        try
        {
            using var kid = SecretJson.Text(answer.Body.Span, _vault.Arena, "kid");
            if (kid is not null && VersionOf(kid.Span) is { } version
                && SecretJson.Base64(answer.Body.Span, _vault.Arena, "value") is { } value)
                return (version, value);
        }
        catch (JsonException)
        {
            // Said below.
        }
        throw _sentences.Nonsense();
    }

    /// <summary>Of <c>https://VAULT/keys/NAME/VERSION</c>; null when it names another key.</summary>
    private byte[]? VersionOf(ReadOnlySpan<byte> kid)
    {
        var key = Encoding.ASCII.GetBytes($"/keys/{_options.Key}/");
        var start = kid.LastIndexOf(key);
        return start > 0 && kid[(start + key.Length)..] is { Length: VersionSize } version && IsVersion(version)
            ? version.ToArray()
            : null;
    }

    private static bool IsVersion(ReadOnlySpan<byte> version) =>
        version.IndexOfAnyExcept(_hexadecimal) < 0;

    private async Task<Action<HttpRequestHeaders>> CredentialsAsync(CancellationToken cancel)
    {
        var token = await _token.GetAsync(cancel).ConfigureAwait(false);
        return headers => headers.Authorization = new("Bearer", token);
    }

    private void Demand(ServiceAnswer answer)
    {
        if (answer.Status == 401)
            _token.Forget();
        if (!answer.IsSuccess)
            throw _sentences.For(answer.Status);
    }

    private void Write(SecretWriter form)
    {
        FormText.Field(form, "grant_type"u8, "client_credentials"u8);
        FormText.Field(form, "client_id"u8, Encoding.UTF8.GetBytes(_options.Client));
        FormText.Field(form, "scope"u8, Encoding.UTF8.GetBytes(_options.Scope));
        _options.ClientSecret.Read().Use(form, static (secret, form) =>
        {
            FormText.Field(form, "client_secret"u8, secret);
            return true;
        });
    }
}
