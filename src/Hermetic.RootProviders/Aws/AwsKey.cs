using System.Globalization;
using System.Security.Cryptography;
using Amazon.KeyManagementService;
using Amazon.KeyManagementService.Model;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Aws;

/// <summary>
/// KMS Encrypt and Decrypt with the context as encryption context, which is authenticated and stands in
/// CloudTrail. The SDK holds the secret in ordinary memory while it makes a request of it.
/// </summary>
internal sealed class AwsKey : IKeyService
{
    private readonly AwsKmsOptions _options;
    private readonly SecretArena _arena;
    private readonly AwsTransport _transport;
    private readonly AmazonKeyManagementServiceClient _client;
    private readonly AwsSentences _sentences;

    public AwsKey(AwsKmsOptions options, SecretArena arena)
    {
        (_options, _arena, _transport) = (options, arena, new(options.Address));
        _client = new(new AwsFiles(options), new AmazonKeyManagementServiceConfig
        {
            ServiceURL = options.Address.Url.AbsoluteUri,
            AuthenticationRegion = options.Region,
            HttpClientFactory = _transport,
            MaxErrorRetry = 0,
            DisableLogging = true,
        });
        Description = $"AWS KMS key {options.Key} at {options.Address.Url.Authority}";
        _sentences = new(options, Description);
    }

    public string Description { get; }

    public RootAssurance Assurance { get; } = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten; the key in KMS lives on. Whoever kept a copy of the key directory "
        + "and may call Decrypt with the key has it still; CloudTrail records each call. All keys at once go with the KMS key, "
        + "which AWS deletes 7 to 30 days after it was asked.");

    /// <summary>What it is must be known before anything is entrusted to it.</summary>
    public async Task CheckAsync(CancellationToken cancel)
    {
        var key = (await CallAsync(
            token => _client.DescribeKeyAsync(new DescribeKeyRequest { KeyId = _options.Key }, token), cancel)
            .ConfigureAwait(false)).KeyMetadata;
        if (key?.Arn != _options.Key)
            throw _sentences.Common.Nonsense();
        if (key.KeySpec != KeySpec.SYMMETRIC_DEFAULT || key.KeyUsage != KeyUsageType.ENCRYPT_DECRYPT)
            throw _sentences.Common.Unsuitable("it is not a symmetric key for encryption and decryption (SYMMETRIC_DEFAULT)");
        if (key.KeyState != Amazon.KeyManagementService.KeyState.Enabled)
            throw _sentences.NotEnabled();
    }

    public async Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel)
    {
        var plaintext = GC.AllocateUninitializedArray<byte>(bound.Length, pinned: true);
        bound.CopyTo(plaintext);
        try
        {
            using var content = new MemoryStream(plaintext);
            var answer = await CallAsync(
                token => _client.EncryptAsync(
                    new EncryptRequest { KeyId = _options.Key, Plaintext = content, EncryptionContext = Context(context) }, token),
                cancel).ConfigureAwait(false);
            return answer.KeyId == _options.Key && answer.CiphertextBlob is { Length: > 0 } blob
                ? blob.ToArray()
                : throw _sentences.Common.Nonsense();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    public async Task<SecretBuffer> DecryptAsync(
        ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel)
    {
        using var content = new MemoryStream(encrypted.ToArray());
        var answer = await CallAsync(
            token => _client.DecryptAsync(
                new DecryptRequest { KeyId = _options.Key, CiphertextBlob = content, EncryptionContext = Context(context) },
                token),
            cancel).ConfigureAwait(false);
        if (answer.KeyId != _options.Key || answer.Plaintext is null)
            throw _sentences.Common.Nonsense();
        var plaintext = answer.Plaintext.ToArray();
        try
        {
            var bound = _arena.Rent(plaintext.Length);
            plaintext.CopyTo(bound.Span);
            return bound;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
            if (answer.Plaintext.TryGetBuffer(out var held))
                CryptographicOperations.ZeroMemory(held);
        }
    }

    /// <summary>Does nothing: there is one key for everything.</summary>
    public Task DestroyAsync(RootContext context, CancellationToken cancel) => Task.CompletedTask;

    public void Dispose()
    {
        _client.Dispose();
        _transport.Dispose();
    }

    private async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using var deadline = new Deadline(_options.Address.Patience, _options.Address.Clock, cancel);
        try
        {
            return await call(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception failure) when (failure is not (RootProviderException or ObjectDisposedException))
        {
            throw _sentences.For(failure, late: deadline.Token.IsCancellationRequested);
        }
    }

    private static Dictionary<string, string> Context(RootContext context) => new(StringComparer.Ordinal)
    {
        ["hermetic:deployment"] = context.Deployment.ToString("D"),
        ["hermetic:purpose"] = context.Purpose,
        ["hermetic:version"] = context.Version.ToString(CultureInfo.InvariantCulture),
    };
}
