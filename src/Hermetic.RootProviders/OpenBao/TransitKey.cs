using System.Net.Http.Headers;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.OpenBao;

/// <summary>
/// The transit API: <c>POST /v1/MOUNT/encrypt/KEY</c> and <c>decrypt</c>, with the context as
/// <c>associated_data</c>, which keys of the types aes256-gcm96, aes128-gcm96 and chacha20-poly1305
/// authenticate.
/// </summary>
internal sealed class TransitKey : IKeyService
{
    private readonly OpenBaoOptions _options;
    private readonly ServiceConnection _service;
    private readonly ServiceSentences _sentences;

    public TransitKey(OpenBaoOptions options, SecretArena arena)
    {
        _options = options;
        _service = new(options.Address, arena);
        Description = $"{options.Address.Name} transit key {options.Mount}/{options.Key} at {options.Address.Url.Authority}";
        _sentences = new(
            Description, options.Token.Setting,
            $"read on {options.Mount}/keys/{options.Key}, update on {options.Mount}/encrypt/{options.Key} and "
            + $"{options.Mount}/decrypt/{options.Key}");
    }

    public string Description { get; }

    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten; the service's key lives on. Whoever kept a copy of the key "
        + "directory and may decrypt with the key has it still; the service's audit device records each decryption.");

    /// <summary>A key that is not there must be said at the start: the service makes one when it is first
    /// used.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        using var answer = await _service.GetAsync(Path("keys"), Authenticate, cancel).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw _sentences.For(answer.Status);
        try
        {
            var json = answer.Body.Span;
            using var type = SecretJson.Text(json, _service.Arena, "data", "type") ?? throw _sentences.Nonsense();
            if (!IsAuthenticating(type.Span))
                throw _sentences.Unsuitable("its type does not authenticate associated data; aes256-gcm96 does");
            if (SecretJson.IsTrue(json, "data", "exportable") || SecretJson.IsTrue(json, "data", "allow_plaintext_backup"))
                throw _sentences.Unsuitable("it can be exported, so it may be anywhere");
            if (SecretJson.IsTrue(json, "data", "derived"))
                throw _sentences.Unsuitable("it is derived, and Hermetic sends no derivation context");
        }
        catch (JsonException)
        {
            throw _sentences.Nonsense();
        }
    }

    public async Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel)
    {
        using var answer = await _service.PostAsync(Path("encrypt"), Authenticate, json =>
        {
            json.WriteBase64String("plaintext", bound.Span);
            json.WriteBase64String("associated_data", context.Utf8);
        }, cancel).ConfigureAwait(false);
        if (!answer.IsSuccess)
            throw _sentences.For(answer.Status);
        using var ciphertext = Take(answer, static (json, arena) => SecretJson.Text(json.Span, arena, "data", "ciphertext"));
        return IsCiphertext(ciphertext.Span) ? ciphertext.Span.ToArray() : throw _sentences.Nonsense();
    }

    public async Task<SecretBuffer> DecryptAsync(
        ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel)
    {
        if (!IsCiphertext(encrypted.Span))
            throw RootProviderException.Mismatch(Description);
        using var answer = await _service.PostAsync(Path("decrypt"), Authenticate, json =>
        {
            json.WriteString("ciphertext", encrypted.Span);
            json.WriteBase64String("associated_data", context.Utf8);
        }, cancel).ConfigureAwait(false);
        if (answer.Status == 400)
            throw RootProviderException.Mismatch(Description);
        if (!answer.IsSuccess)
            throw _sentences.For(answer.Status);
        return Take(answer, static (json, arena) => SecretJson.Base64(json.Span, arena, "data", "plaintext"));
    }

    /// <summary>Does nothing: there is one key for everything.</summary>
    public Task DestroyAsync(RootContext context, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose() => _service.Dispose();

    private SecretBuffer Take(ServiceAnswer answer, Func<SecretBuffer, SecretArena, SecretBuffer?> take)
    {
        try
        {
            return take(answer.Body, _service.Arena) ?? throw _sentences.Nonsense();
        }
        catch (JsonException)
        {
            throw _sentences.Nonsense();
        }
    }

    private string Path(string operation) => $"/v1/{_options.Mount}/{operation}/{_options.Key}";

    private void Authenticate(HttpRequestHeaders headers)
    {
        headers.Add("X-Vault-Token", HeaderText.Of(_options.Token));
        headers.Add("X-Vault-Request", "true");
        if (_options.Namespace.Length > 0)
            headers.Add("X-Vault-Namespace", _options.Namespace);
    }

    private static bool IsAuthenticating(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("aes256-gcm96"u8) || type.SequenceEqual("aes128-gcm96"u8)
        || type.SequenceEqual("chacha20-poly1305"u8) || type.SequenceEqual("xchacha20-poly1305"u8);

    /// <summary><c>vault:vN:</c> and base64.</summary>
    private static bool IsCiphertext(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("vault:v"u8))
            return false;
        var rest = text["vault:v"u8.Length..];
        var colon = rest.IndexOf((byte)':');
        return colon > 0 && rest[..colon].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && System.Buffers.Text.Base64.IsValid(rest[(colon + 1)..]);
    }
}
