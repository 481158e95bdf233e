using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>What a key service answered, in secret memory.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The whole body; it may hold a secret.</param>
internal sealed record ServiceAnswer(int Status, SecretBuffer Body) : IDisposable
{
    public bool IsSuccess => Status == 200;

    public void Dispose() => Body.Dispose();
}
