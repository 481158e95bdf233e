using Hermetic.Cryptography;

namespace Hermetic.RootProviders;

/// <summary>A key that encrypts and never leaves where it is: in a service or a token. Thread-safe.</summary>
internal interface IKeyService : IDisposable
{
    /// <summary>For the operator, without a secret; as part of a sentence.</summary>
    string Description { get; }

    RootAssurance Assurance { get; }

    /// <summary>Asks whether the key is there and fit for its use, before anything is entrusted to it.</summary>
    /// <exception cref="RootProviderException">Says why not.</exception>
    Task CheckAsync(CancellationToken cancel);

    /// <summary>Encrypts at most <see cref="BoundSecret.Longest"/> bytes, bound to the context where it
    /// can.</summary>
    /// <exception cref="RootProviderException">Says why not.</exception>
    Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel);

    /// <summary>Decrypts. The caller disposes what it returns.</summary>
    /// <exception cref="RootProviderException">Says why not; <see cref="RootFailure.Mismatch"/> when the
    /// service knows the key and says that this was not encrypted with it, or not in this
    /// context.</exception>
    Task<SecretBuffer> DecryptAsync(ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel);

    /// <summary>Destroys the context's own key, where there is one.</summary>
    Task DestroyAsync(RootContext context, CancellationToken cancel);
}
