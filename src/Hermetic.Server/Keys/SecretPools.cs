using System.Buffers;
using Hermetic.Cryptography;
using Hermetic.Server.Tls;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Hermetic.Server.Keys;

/// <summary>Kestrel receives into the arena, so that a request's bytes are in secret memory from the first copy on.</summary>
internal static class SecretPools
{
    /// <summary>The transport receives up to a megabyte ahead by itself, whatever Kestrel's own limit says.</summary>
    internal static IServiceCollection AddSecretPools(this IServiceCollection services) => services
        .AddSingleton<IMemoryPoolFactory<byte>, Factory>()
        .Configure<SocketTransportOptions>(static options => options.MaxReadBufferSize = Listeners.MostUnread)
        .AddSegmentSending();

    private sealed class Factory(SecretArena arena) : IMemoryPoolFactory<byte>
    {
        public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => arena.Pool;
    }
}
