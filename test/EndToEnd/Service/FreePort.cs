using System.Net;
using System.Net.Sockets;

namespace Hermetic.EndToEnd.Service;

/// <summary>
/// Ports for a service that is killed and must come back on the same address: taken below the range from which the
/// kernel serves outgoing connections, so that nobody moves in while it is down.
/// </summary>
internal static class FreePort
{
    private const int First = 20_000;
    private const int Last = 32_000;

    public static int Next()
    {
        while (true)
        {
            var port = Random.Shared.Next(First, Last);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it; the next one.
            }
        }
    }
}
