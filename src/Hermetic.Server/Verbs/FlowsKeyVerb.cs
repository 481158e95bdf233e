using System.CommandLine;
using Hermetic.WhatsApp;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>whatsapp flows-key</c>: gives Meta the public key that phones encrypt forms (Flows) to.</summary>
internal static class FlowsKeyVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };
    private static readonly Option<bool> _rotate = new("--rotate")
    {
        Description = "Makes a new key first; the one before opens forms for seven more days.",
    };

    internal static Command Create()
    {
        var command = new Command("flows-key", """
            Uploads the public key of this deployment for forms (Flows); the private half stays here, sealed.
            Needed once, and again after every registration of the number. The first time it makes the key.
            Ends with 0 when Meta has the key, 1 when it refused it, and 2 when Meta gave no answer.
            Example: ./hermetic whatsapp flows-key
            """) { _rotate, _data, _json };
        command.SetAction((parsed, cancel) => RunAsync(parsed, cancel));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            var settings = AccountSettings.Read(Settings.Sources());
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var http = new HttpClient(CloudApiClient.CreateHandler()) { Timeout = Timeout.InfiniteTimeSpan };
            return await UploadAsync(
                staff.Http, WhatsAppVerb.Client(settings, http), settings.WhatsApp.PhoneNumberId,
                parsed.GetValue(_rotate), parsed.GetValue(_json), Terminal.Screen, cancel);
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            Terminal.Fail(refused.Message);
            return WhatsAppVerb.Unreadable;
        }
    }

    /// <param name="staff">The desk of the service, which has the keys.</param>
    /// <param name="meta">The account at Meta.</param>
    /// <param name="number">The number's id.</param>
    /// <param name="rotate">A new key first.</param>
    /// <param name="json">One line for machines.</param>
    /// <param name="console">Where it is said.</param>
    /// <param name="cancel">Ends the wait.</param>
    internal static async Task<int> UploadAsync(
        HttpClient staff, AccountClient meta, string number, bool rotate, bool json, IAnsiConsole console,
        CancellationToken cancel)
    {
        using var made = rotate
            ? await staff.PostAsync("flows-key/rotation", content: null, cancel)
            : await staff.PostAsync("flows-key", content: null, cancel);
        made.EnsureSuccessStatusCode();
        var answer = await meta.SetFlowsKeyAsync(number, await made.Content.ReadAsStringAsync(cancel), cancel);
        var (state, sentence, exit) = answer switch
        {
            GraphAnswered<Confirmed> => ("uploaded", "Meta has the key: phones encrypt forms to it from now on.", 0),
            GraphRejected<Confirmed> refused => (
                "refused", $"Meta refused the key (error {refused.Code}). {GraphErrors.Find(refused.Code).Meaning}", 1),
            _ => (
                "unknown", "Meta gave no answer that can be read. Run the verb again, without --rotate.",
                WhatsAppVerb.Unreadable),
        };
        if (json)
            console.Profile.Out.Writer.WriteLine(AccountJson.Write("UploadFlowsKey", state, sentence));
        else
            console.WriteLine(sentence);
        return exit;
    }
}
