using System.Text.Json;

namespace Hermetic.Simulator.Tests.Phone;

/// <summary>Reads server-sent events as the page does.</summary>
internal sealed class EventReader(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
{
    public static async Task<EventReader> OpenAsync(Stage stage)
    {
        var response = await stage.Http.GetAsync(
            "simulator/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event of this name that is wanted; fails after ten seconds.</summary>
    public async Task<JsonElement> NextAsync(string name, Func<JsonElement, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var line = await reader.ReadLineAsync(patience.Token) ?? throw new EndOfStreamException();
            if (line != $"event: {name}")
                continue;
            var data = JsonSerializer.Deserialize<JsonElement>(
                (await reader.ReadLineAsync(patience.Token))!["data: ".Length..]);
            if (wanted is null || wanted(data))
                return data;
        }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
