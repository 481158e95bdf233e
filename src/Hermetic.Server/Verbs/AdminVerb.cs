using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Hermetic.Server.Verbs;

/// <summary><c>admin bootstrap</c>: whoever has the machine lets the first owner into the console.</summary>
internal static class AdminVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };
    private static readonly Option<bool> _glass = new("--break-glass")
    {
        Description = "Although there is an owner: for when nobody can sign in any more. On record.",
    };

    internal static Command Create()
    {
        var bootstrap = new Command("bootstrap", """
            Makes a one-time link by which somebody becomes an owner in the console. It counts for 15 minutes.
            Refused when an owner can sign in already, but with --break-glass.
            """) { _glass, _data, _json };
        bootstrap.SetAction(BootstrapAsync);
        return new Command("admin", "Who may use the console: bootstrap.") { bootstrap };
    }

    private static async Task<int> BootstrapAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            var (refusal, link) = await AskAsync(staff.Http, parsed.GetValue(_glass), cancel);
            if (link is not { } made)
                return Terminal.Fail(refusal!);
            Terminal.Say(parsed.GetValue(_json) ? made.GetRawText() : Sentence(made));
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    /// <returns>Why not, or <c>{"link", "url"?, "until"}</c>.</returns>
    internal static async Task<(string? Refusal, JsonElement? Link)> AskAsync(
        HttpClient staff, bool breakGlass, CancellationToken cancel)
    {
        using var response = await staff.PostAsync(
            new Uri($"admin/bootstrap?breakGlass={(breakGlass ? "true" : "false")}", UriKind.Relative), content: null, cancel);
        if (response.StatusCode == HttpStatusCode.Conflict)
            return (await response.Content.ReadAsStringAsync(cancel), null);
        response.EnsureSuccessStatusCode();
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        using var answer = await JsonDocument.ParseAsync(body, default, cancel);
        return (null, answer.RootElement.Clone());
    }

    private static string Sentence(JsonElement made)
    {
        var until = made.GetProperty("until").GetDateTimeOffset().UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture);
        return made.TryGetProperty("url", out var url)
            ? $"Open this link in your browser and make a passkey. It works once, until {until} UTC:\n{url}"
            : $"Start the service with PublicUrl, and open its /console/welcome/{made.GetProperty("link")} before {until} UTC. It works once.";
    }
}
