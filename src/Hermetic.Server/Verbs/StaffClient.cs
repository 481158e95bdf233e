using System.Net.Sockets;
using Hermetic.Server.Keys;

namespace Hermetic.Server.Verbs;

/// <summary>
/// The verbs' way to the data: the socket of the running service or, when it is stopped, the same desk in this process
/// under the data's exclusive lock. There is never a second writer.
/// </summary>
internal sealed class StaffClient : IAsyncDisposable
{
    private readonly WebApplication? _own;

    private StaffClient(HttpClient http, WebApplication? own) => (Http, _own) = (http, own);

    internal HttpClient Http { get; }

    /// <exception cref="SettingsException">The configuration cannot be used.</exception>
    internal static async Task<StaffClient> ConnectAsync(string? data, CancellationToken cancel)
    {
        var overrides = data is null ? [] : new[] { KeyValuePair.Create<string, string?>("Data", data) };
        var settings = Settings.Read(Settings.Sources(overrides), intake: false);
        var path = DataLock.SocketPath(settings.Data);
        if (await AnswersAsync(path, cancel))
            return new StaffClient(Over(path), own: null);
        if (settings.Postgres is null && !Storage.Database.Exists(settings.Data))
            throw new Storage.StorageOpenException($"There is no data in {settings.Data}; name the folder with --data.");
        var own = await Hosting.BuildAsync(settings, TimeProvider.System, intake: false);
        await own.StartAsync(cancel);
        DataLock.CloseSocket(settings.Data);
        return new StaffClient(Over(path), own);
    }

    private static async Task<bool> AnswersAsync(string path, CancellationToken cancel)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return true;
        }
        catch (SocketException)
        {
            // A killed service left its socket behind.
            return false;
        }
    }

    /// <summary>A client whose every connection is the socket of a running service.</summary>
    internal static HttpClient Over(string path) => new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancel) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri("http://hermetic/staff/"),
    };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_own is not null)
            await _own.DisposeAsync();
    }
}
