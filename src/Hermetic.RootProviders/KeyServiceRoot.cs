using Hermetic.Cryptography;

namespace Hermetic.RootProviders;

/// <summary>
/// A root provider whose key is in a service or a token. The operator made it, or the token does: creating is opening.
/// </summary>
public abstract class KeyServiceRoot : IRootSource
{
    private readonly Func<SecretArena, IKeyService> _connect;

    private protected KeyServiceRoot(string kind, Func<SecretArena, IKeyService> connect) =>
        (Kind, _connect) = (kind, connect);

    /// <inheritdoc/>
    public string Kind { get; }

    /// <inheritdoc/>
    public ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel) => OpenAsync(place, cancel);

    /// <inheritdoc/>
    public async ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel)
    {
        var key = _connect(place.Arena);
        try
        {
            await key.CheckAsync(cancel).ConfigureAwait(false);
            return new BoundRoot(key, place);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
