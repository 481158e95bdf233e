using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders;

/// <summary>
/// A root provider over a key that is elsewhere. Whatever the service does, what is unwrapped is what was
/// wrapped for this deployment, purpose and version; and what could not be read back at once is not handed
/// out as wrapped.
/// </summary>
/// <param name="service">Disposed with the provider.</param>
/// <param name="place">For whom.</param>
internal sealed class BoundRoot(IKeyService service, RootPlace place) : IRootProvider
{
    /// <summary>No service makes 97 bytes longer than this.</summary>
    private const int LongestWrapped = 4096;

    public string Description => service.Description;

    public RootAssurance Assurance => service.Assurance;

    public async ValueTask<ReadOnlyMemory<byte>> WrapAsync(
        ReadOnlyMemory<byte> secret, string purpose, int version, CancellationToken cancel)
    {
        WrappedFor.Check(secret.Length, purpose, version);
        var context = new RootContext(place.Deployment, purpose, version);
        using var bound = BoundSecret.Bind(secret.Span, context, place.Arena);
        var wrapped = await service.EncryptAsync(bound.Memory, context, cancel).ConfigureAwait(false);
        if (!await ReadsBackAsync(secret, wrapped, context, cancel).ConfigureAwait(false))
            throw new RootProviderException(
                RootFailure.Nonsense,
                $"{Description} did not give back what it had just encrypted, so nothing was entrusted to it. Check that "
                + "the address leads to the service that is meant, and its own log.");
        return wrapped;
    }

    public async ValueTask<SecretBuffer> UnwrapAsync(
        ReadOnlyMemory<byte> wrapped, string purpose, int version, CancellationToken cancel)
    {
        if (!WrappedFor.IsPossible(purpose, version) || wrapped.Length is 0 or > LongestWrapped)
            throw RootProviderException.Mismatch(Description);
        var context = new RootContext(place.Deployment, purpose, version);
        using var bound = await service.DecryptAsync(wrapped, context, cancel).ConfigureAwait(false);
        return BoundSecret.Open(bound.Span, context, place.Arena) ?? throw RootProviderException.Mismatch(Description);
    }

    public ValueTask DestroyAsync(string purpose, int version, CancellationToken cancel) =>
        new(service.DestroyAsync(new RootContext(place.Deployment, purpose, version), cancel));

    public void Dispose() => service.Dispose();

    /// <summary>Kept for years and then not opened: that must be seen now.</summary>
    private async Task<bool> ReadsBackAsync(
        ReadOnlyMemory<byte> secret, byte[] wrapped, RootContext context, CancellationToken cancel)
    {
        if (wrapped.Length is 0 or > LongestWrapped)
            return false;
        try
        {
            using var bound = await service.DecryptAsync(wrapped, context, cancel).ConfigureAwait(false);
            using var again = BoundSecret.Open(bound.Span, context, place.Arena);
            return again is not null && CryptographicOperations.FixedTimeEquals(again.Span, secret.Span);
        }
        catch (RootProviderException mismatch) when (mismatch.Failure == RootFailure.Mismatch)
        {
            return false;
        }
    }
}
