using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Google;

/// <summary>
/// Cloud KMS <c>:encrypt</c> and <c>:decrypt</c> (v1) with the context as additional authenticated data, and
/// the checksums of both directions checked.
/// </summary>
internal sealed class GoogleKey : IKeyService
{
    private readonly GoogleKmsOptions _options;
    private readonly ServiceConnection _kms;
    private readonly BearerToken _token;
    private readonly ServiceSentences _sentences;

    public GoogleKey(GoogleKmsOptions options, SecretArena arena)
    {
        _options = options;
        _kms = new(options.Address, arena);
        Description = $"Google Cloud KMS key {options.Key} at {options.Address.Url.Authority}";
        _sentences = new(
            Description, options.ServiceAccount.Setting,
            "see the key, encrypt and decrypt (the roles Cloud KMS Viewer and Cloud KMS CryptoKey Encrypter/Decrypter)");
        _token = new(
            new ServiceConnection(options.Login, arena), "/token",
            new($"The login at {options.Login.Url.Authority}", options.ServiceAccount.Setting, "get tokens for Cloud KMS"),
            new ServiceAccount(options, arena).WriteForm);
    }

    public string Description { get; }

    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten; the key in Cloud KMS lives on. Whoever kept a copy of the key "
        + "directory and may decrypt with the key has it still; data access audit logs record each use where they are switched "
        + "on. All keys at once go with the key's versions, which Google destroys 24 hours to 120 days (30 days unless set "
        + "otherwise) after it was asked.");

    public async Task CheckAsync(CancellationToken cancel)
    {
        using var answer = await _kms.GetAsync(
            $"/v1/{_options.Key}", await CredentialsAsync(cancel).ConfigureAwait(false), cancel).ConfigureAwait(false);
        Demand(answer);
        try
        {
            var json = answer.Body.Span;
            if (!SecretJson.Is(json, _kms.Arena, "ENCRYPT_DECRYPT"u8, "purpose"))
                throw _sentences.Unsuitable("it is not a symmetric key for encryption and decryption");
            if (!SecretJson.Is(json, _kms.Arena, "ENABLED"u8, "primary", "state"))
                throw _sentences.Unsuitable("its primary version is not enabled");
        }
        catch (JsonException)
        {
            throw _sentences.Nonsense();
        }
    }

    public async Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel)
    {
        using var answer = await AskAsync("encrypt", "plaintext", bound, context, cancel).ConfigureAwait(false);
        Demand(answer);
        // What arrived there was what we sent.
        if (!HasFlag(answer, "verifiedPlaintextCrc32c") || !HasFlag(answer, "verifiedAdditionalAuthenticatedDataCrc32c"))
            throw _sentences.Nonsense();
        using var ciphertext = Take(answer, "ciphertext");
        return ciphertext.Span.ToArray();
    }

    public async Task<SecretBuffer> DecryptAsync(
        ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel)
    {
        using var answer = await AskAsync("decrypt", "ciphertext", encrypted, context, cancel).ConfigureAwait(false);
        if (answer.Status == 400)
            throw RootProviderException.Mismatch(Description);
        Demand(answer);
        return Take(answer, "plaintext");
    }

    /// <summary>Does nothing: there is one key for everything.</summary>
    public Task DestroyAsync(RootContext context, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose()
    {
        _token.Dispose();
        _kms.Dispose();
    }

    private async Task<ServiceAnswer> AskAsync(
        string operation, string member, ReadOnlyMemory<byte> value, RootContext context, CancellationToken cancel)
    {
        var headers = await CredentialsAsync(cancel).ConfigureAwait(false);
        return await _kms.PostAsync($"/v1/{_options.Key}:{operation}", headers, json =>
        {
            json.WriteBase64String(member, value.Span);
            json.WriteString($"{member}Crc32c", Checksum(value.Span));
            json.WriteBase64String("additionalAuthenticatedData", context.Utf8);
            json.WriteString("additionalAuthenticatedDataCrc32c", Checksum(context.Utf8));
        }, cancel).ConfigureAwait(false);
    }

    /// <summary>A value whose checksum is right.</summary>
    private SecretBuffer Take(ServiceAnswer answer, string member)
    {
        SecretBuffer? value = null;
        try
        {
            value = SecretJson.Base64(answer.Body.Span, _kms.Arena, member);
            if (value is { Length: > 0 }
                && SecretJson.Number(answer.Body.Span, $"{member}Crc32c") == Crc32C.Of(value.Span))
                return value;
        }
        catch (JsonException)
        {
            // Said below.
        }
        value?.Dispose();
        throw _sentences.Nonsense();
    }

    private bool HasFlag(ServiceAnswer answer, string name)
    {
        try
        {
            return SecretJson.IsTrue(answer.Body.Span, name);
        }
        catch (JsonException)
        {
            throw _sentences.Nonsense();
        }
    }

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

    private static string Checksum(ReadOnlySpan<byte> bytes) => Crc32C.Of(bytes).ToString(CultureInfo.InvariantCulture);
}
