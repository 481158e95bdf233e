using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Phone;

/// <summary>
/// Server-sent events for the page: <c>message</c> (new or changed, told apart by its wamid), <c>typing</c>
/// and <c>service</c>.
/// </summary>
internal sealed class PhoneEvents(CancellationToken stopping)
{
    private readonly ConcurrentDictionary<Channel<string>, byte> _listeners = new();

    public void Message(int person, ChatMessage message) =>
        Tell("message", JsonSerializer.Serialize(new(person, message), PhoneJson.Default.MessageEvent));

    public void Typing(int person) =>
        Tell("typing", JsonSerializer.Serialize(new(person), PhoneJson.Default.TypingEvent));

    public void Service(ServiceState state) => Tell("service", Write(state));

    /// <summary>
    /// Streams until the listener leaves or the simulator stops. It learns the state of the service at once.
    /// </summary>
    public async Task StreamAsync(HttpContext http, ServiceState now)
    {
        http.Response.ContentType = "text/event-stream";
        var channel = Channel.CreateUnbounded<string>();
        _listeners[channel] = 0;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            await http.Response.WriteAsync(Frame("service", Write(now)), over.Token);
            await foreach (var frame in channel.Reader.ReadAllAsync(over.Token))
                await http.Response.WriteAsync(frame, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The page was closed, or the simulator stops.
        }
        finally
        {
            _listeners.TryRemove(channel, out _);
        }
    }

    private void Tell(string name, string json)
    {
        foreach (var listener in _listeners.Keys)
            listener.Writer.TryWrite(Frame(name, json));
    }

    private static string Write(ServiceState state) =>
        JsonSerializer.Serialize(state, PhoneJson.Default.ServiceState);

    private static string Frame(string name, string json) => $"event: {name}\ndata: {json}\n\n";
}
