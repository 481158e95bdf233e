using Hermetic.Cryptography;

namespace Hermetic.Server.Tests.Keys;

/// <summary>A file that fails at a call of its own choosing.</summary>
internal sealed class FickleRoot : IRootSource
{
    private int? _failAt;

    public string Kind => "fickle";

    public int Calls { get; private set; }

    public bool RefusesToDestroy { get; set; }

    public List<(string Purpose, int Version)> Destroyed { get; } = [];

    public void FailAt(int? call) => (_failAt, Calls) = (call, 0);

    public async ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel) =>
        new Fickle(this, await FileRoot.Source.CreateAsync(place, cancel));

    public async ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel) =>
        new Fickle(this, await FileRoot.Source.OpenAsync(place, cancel));

    private void Count()
    {
        if (++Calls >= _failAt)
            throw new RootProviderException(RootFailure.Unreachable, "It is away.");
    }

    private sealed class Fickle(FickleRoot root, IRootProvider file) : IRootProvider
    {
        public string Description => file.Description;

        public RootAssurance Assurance => file.Assurance;

        public ValueTask<ReadOnlyMemory<byte>> WrapAsync(
            ReadOnlyMemory<byte> secret, string purpose, int version, CancellationToken cancel)
        {
            root.Count();
            return file.WrapAsync(secret, purpose, version, cancel);
        }

        public ValueTask<SecretBuffer> UnwrapAsync(
            ReadOnlyMemory<byte> wrapped, string purpose, int version, CancellationToken cancel)
        {
            root.Count();
            return file.UnwrapAsync(wrapped, purpose, version, cancel);
        }

        public ValueTask DestroyAsync(string purpose, int version, CancellationToken cancel)
        {
            if (root.RefusesToDestroy)
                throw new RootProviderException(RootFailure.Unreachable, "It is away.");
            root.Destroyed.Add((purpose, version));
            return file.DestroyAsync(purpose, version, cancel);
        }

        public void Dispose() => file.Dispose();
    }
}
