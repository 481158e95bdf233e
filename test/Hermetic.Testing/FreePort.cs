using System.Net;
using System.Net.Sockets;

namespace Hermetic.Testing;

/// <summary>
/// Ports on loopback on which nobody listens: taken below the range from which the kernel serves outgoing connections,
/// and never given to two test processes at once, so that nobody moves in before the service is there or while it is down.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    private static readonly string _claims =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"hermetic-ports-{Environment.UserName}")).FullName;

    /// <summary>Of this process, for as long as it runs.</summary>
    private static readonly List<FileStream> _claimed = [];

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            if (Claim(port) is not { } claim)
                continue;
            if (IsFree(port))
            {
                lock (_claimed)
                    _claimed.Add(claim);
                return port;
            }
            claim.Dispose();
        }
    }

    /// <summary>Null when somebody has it.</summary>
    private static FileStream? Claim(int port)
    {
        try
        {
            return new FileStream(
                Path.Combine(_claims, $"{port}"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
