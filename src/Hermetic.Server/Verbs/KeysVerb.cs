using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>keys</c>: how the keys of the ring stand, rotating them, destroying what is spent, moving them.</summary>
internal static class KeysVerb
{
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder.", Recursive = true };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var keys = new Command("keys", """
            The keys of the deployment: how they stand, rotating them, what wraps them.
            Example: ./hermetic keys status
            """) { _data };
        var status = new Command("status", "Each key with its versions, what lies under them, when it is due.") { _json };
        status.SetAction((parsed, cancel) => StaffQuestion.AskAsync(
            parsed.GetValue(_data), "keys", "There are no keys.", parsed.GetValue(_json) ? null : Print, cancel));
        var name = new Argument<string>("NAME") { Description = "system, confirmation, blind-index, ledger-seed, or those that tell nobody else: all." };
        var rotate = new Command("rotate", """
            Gives a key a new version, which seals from then on; what lies under the one before is sealed anew.
            The service may run, or be stopped.
            """) { name, _json };
        rotate.SetAction((parsed, cancel) => RotateAsync(parsed, parsed.GetValue(name)!, cancel));
        var trim = new Command("trim", """
            Destroys versions that only open, when nothing lies under them any more. Nothing brings them back.
            """) { _json };
        trim.SetAction((parsed, cancel) => ChangeAsync(parsed, "keys/trim", Trimmed, cancel));
        keys.Add(status);
        keys.Add(rotate);
        keys.Add(trim);
        keys.Add(KeysRewrapVerb.Create());
        return keys;
    }

    /// <summary>What a name means; null and a sentence when it is none that rotates.</summary>
    internal static IReadOnlyList<RingKey>? Named(string name, out string why)
    {
        why = "";
        if (name == "all")
            return [.. Enum.GetValues<RingKey>().Where(key => RotationSettings.WhyNot(key) is null && !RotationSettings.IsByHand(key))];
        if (!RingWords.TryRead(name, out RingKey one))
            why = $"There is no key {name}; there are {string.Join(", ", Enum.GetValues<RingKey>().Select(RingWords.Of))}, and all.";
        else if (RotationSettings.WhyNot(one) is { } never)
            why = never;
        return why.Length == 0 ? [one] : null;
    }

    private static async Task<int> RotateAsync(ParseResult parsed, string name, CancellationToken cancel) =>
        Named(name, out var why) is null
            ? Terminal.Fail(why)
            : await ChangeAsync(parsed, $"keys/{name}/rotation", _ => $"Rotated: {name}.", cancel);

    private static async Task<int> ChangeAsync(
        ParseResult parsed, string path, Func<string, string> said, CancellationToken cancel)
    {
        var data = parsed.GetValue(_data);
        try
        {
            await using var staff = await StaffClient.ConnectAsync(data, cancel);
            using var answer = await staff.Http.PostAsync(path, content: null, cancel);
            var text = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode)
                return Terminal.Fail(text.Length > 0 ? text : "The service could not do it; its log says why. Nothing was destroyed.");
            if (!parsed.GetValue(_json))
                Terminal.Say(said(text));
            var status = await staff.Http.GetByteArrayAsync("keys", cancel);
            if (parsed.GetValue(_json))
                await Terminal.Out.WriteAsync((byte[])[.. status, (byte)'\n'], cancel);
            else
                Print(JsonDocument.Parse(status).RootElement);
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static string Trimmed(string count) => count switch
    {
        "0" => "Nothing was destroyed: no version is spent.",
        "1" => "1 version was destroyed.",
        _ => $"{count} versions were destroyed.",
    };

    private static void Print(JsonElement status)
    {
        Terminal.Say($"Wrapped by {status.GetProperty("root").GetString()}: {status.GetProperty("root_description").GetString()}");
        var table = new Table().AddColumns("Key", "Version", "State", "Since", "Under it", "").RoundedBorder();
        foreach (var key in status.GetProperty("keys").EnumerateArray())
        {
            foreach (var version in key.GetProperty("versions").EnumerateArray())
                table.AddRow(
                    key.GetProperty("name").GetString()!, Number(version, "version"), version.GetProperty("state").GetString()!,
                    version.GetProperty("since").GetString()!, Rows(version), Markup.Escape(Remark(key, version)));
        }
        Terminal.Screen.Write(table);
        foreach (var key in status.GetProperty("keys").EnumerateArray())
        {
            if (key.TryGetProperty("vkey", out var vkey))
                Terminal.Say($"The ledger is signed by {vkey.GetString()}");
        }
    }

    private static string Rows(JsonElement version)
    {
        var rows = version.TryGetProperty("rows", out _) ? Number(version, "rows") : "";
        return version.TryGetProperty("resealed", out _)
            ? $"{rows}{(rows.Length > 0 ? "; " : "")}{Number(version, "resealed")} made anew, {Number(version, "per_second")}/s"
            : rows;
    }

    private static string Remark(JsonElement key, JsonElement version) => version.GetProperty("state").GetString() switch
    {
        "active" when key.TryGetProperty("due", out var due) => key.GetProperty("is_due").GetBoolean()
            ? $"rotation is due since {due.GetString()}"
            : $"rotation due {due.GetString()}",
        "active" when !key.GetProperty("rotates").GetBoolean() => "not rotated",
        "pre-active" => "becomes active within seconds",
        "decrypt-only" when version.TryGetProperty("needed_until", out var until) =>
            $"needed until {until.GetString()}, goes {Goes(version, until)}",
        "decrypt-only" when version.TryGetProperty("goes", out var day) => $"goes {day.GetString()}, or with keys trim",
        "decrypt-only" => "goes with keys trim",
        _ => "",
    };

    private static string Goes(JsonElement version, JsonElement neededUntil) =>
        !version.TryGetProperty("goes", out var day) ? "with keys trim"
        : day.GetString() == neededUntil.GetString() ? "then"
        : day.GetString() ?? "";

    private static string Number(JsonElement of, string name) =>
        of.GetProperty(name).GetDouble().ToString("0.#", CultureInfo.InvariantCulture);
}
