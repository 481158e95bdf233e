using System.CommandLine;
using System.Net.Sockets;
using Hermetic.Server.Keys;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>ready</c>: asks the running service over its socket, as a health check where there is neither a shell nor curl.
/// Unlike the other verbs it never opens the data itself.
/// </summary>
internal static class ReadyVerb
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    internal static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "The data folder." };
        var json = new Option<bool>("--json") { Description = "For machines." };
        var command = new Command("ready", "Whether the running service takes messages; exit code 1 when it does not.")
        {
            data, json,
        };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(data), parsed.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string? data, bool json, CancellationToken cancel)
    {
        try
        {
            var overrides = data is null ? [] : new[] { KeyValuePair.Create<string, string?>("Data", data) };
            var settings = Settings.Read(Settings.Sources(overrides), intake: false);
            var ready = await IsReadyAsync(settings, cancel);
            if (json)
                Terminal.Say(ready ? """{"ready":true}""" : """{"ready":false}""");
            else if (ready)
                Terminal.Say("The service is ready.");
            else
                return Terminal.Fail($"No service that is ready answers in {settings.Data}.");
            return ready ? 0 : 1;
        }
        catch (SettingsException refused)
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static async Task<bool> IsReadyAsync(Settings settings, CancellationToken cancel)
    {
        using var http = StaffClient.Over(DataLock.SocketPath(settings.Data));
        http.Timeout = _patience;
        try
        {
            using var answer = await http.GetAsync(new Uri("/readyz", UriKind.Relative), cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
