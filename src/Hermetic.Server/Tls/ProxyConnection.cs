using System.Net;
using Hermetic.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Hermetic.Server.Tls;

/// <summary>Marks a connection over the unix socket that was declared for a proxy.</summary>
internal sealed class ProxyConnection
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly ProxyConnection _mark = new();

    internal static void Mark(ListenOptions listen) => listen.Use(static next => connection =>
    {
        connection.Features.Set(_mark);
        return next(connection);
    });

    /// <summary>Whether the other end is the declared proxy. Without a declaration nobody is.</summary>
    internal static bool Is(HttpContext http, TrustedProxy trusted) => trusted switch
    {
        TrustedProxy.Socket => http.Features.Get<ProxyConnection>() is not null,
        TrustedProxy.Loopback => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address),
        _ => false,
    };

    /// <summary>Removes what a killed service left; anything with content is not a socket and stays.</summary>
    /// <exception cref="StorageOpenException">There is something else at the path.</exception>
    internal static void MakeRoom(ListenAddress address)
    {
        if (address is not ListenAddress.Socket { Path: var path } || !Path.Exists(path))
            return;
        if (Directory.Exists(path) || new FileInfo(path).Length > 0)
            throw new StorageOpenException($"{path}, named in Urls, is something else than a socket.");
        File.Delete(path);
    }

    /// <summary>The proxy has a user of its own, which is a member of the service's group.</summary>
    internal static void Open(ListenAddress address)
    {
        if (address is ListenAddress.Socket socket)
            File.SetUnixFileMode(socket.Path, OwnerAndGroup);
    }
}
