using System.Buffers;
using Hermetic.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace Hermetic.Server.Keys;

/// <summary>Kestrel receives into the arena, so that a request's bytes are in secret memory from the first copy on.</summary>
internal static class SecretPools
{
    internal static IServiceCollection AddSecretPools(this IServiceCollection services) =>
        services.AddSingleton<IMemoryPoolFactory<byte>, Factory>().AddSegmentSending();

    private sealed class Factory(SecretArena arena) : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => arena.Pool;
    }
}
