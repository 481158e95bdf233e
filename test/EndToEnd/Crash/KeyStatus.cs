using System.Net.Sockets;
using System.Text.Json;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// What <c>keys status --json</c> prints, asked for by the socket as the verb asks: a verb is a process, and what is looked
/// for may be over before it has started.
/// </summary>
internal sealed class KeyStatus : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly HttpClient _http;

    public KeyStatus(Deployment service) => _http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(service.Socket), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://hermetic/staff/"), Timeout = _patience,
    };

    /// <summary>Waits until a version of a key is shown, and as it is asked for.</summary>
    public async Task<JsonElement> UntilAsync(string key, int version, Func<JsonElement, bool> isSo)
    {
        var deadline = DateTime.UtcNow + _patience;
        while (true)
        {
            if (await FindAsync(key, version) is { } found && isSo(found))
                return found;
            Assert.True(DateTime.UtcNow < deadline, $"{key} {version} is {await FindAsync(key, version)} after a minute.");
            await Task.Delay(5);
        }
    }

    /// <summary>A version as it stands; null when there is none.</summary>
    public async Task<JsonElement?> FindAsync(string key, int version)
    {
        var status = JsonDocument.Parse(await _http.GetByteArrayAsync("keys")).RootElement;
        return status.GetProperty("keys").EnumerateArray().Single(one => one.GetProperty("name").GetString() == key)
            .GetProperty("versions").EnumerateArray().Where(one => one.GetProperty("version").GetInt32() == version)
            .Select(one => (JsonElement?)one).SingleOrDefault();
    }

    public void Dispose() => _http.Dispose();
}

internal static class KeyVersionShown
{
    extension(JsonElement version)
    {
        public string? State => version.GetProperty("state").GetString();

        /// <summary>What lies under it.</summary>
        public long Rows => version.TryGetProperty("rows", out var rows) ? rows.GetInt64() : 0;

        /// <summary>What lay under it and was made anew.</summary>
        public long Moved => version.TryGetProperty("resealed", out var moved) ? moved.GetInt64() : 0;
    }
}
