using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>conversation list|show|take|reply|release</c>: content becomes text here, for the eyes of staff.</summary>
internal static class ConversationVerb
{
    private static readonly Argument<Guid> _id = new("ID") { Description = "As `conversation list` shows it." };
    private static readonly Argument<Guid> _message = new("MESSAGE") { Description = "The message's id, as `conversation show --json` has it." };
    private static readonly Option<string> _out = new("--out")
    {
        Description = "The new file; only its owner may read it.", HelpName = "FILE", Required = true,
    };
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var list = new Command("list", "Who talks to the business, and who needs a person.") { _data, _json };
        list.SetAction((parsed, cancel) => ReadAsync(parsed, "conversations", PrintList, cancel));
        var show = new Command("show", "The messages of one conversation; recorded.") { _id, _data, _json };
        show.SetAction((parsed, cancel) =>
            ReadAsync(parsed, $"conversations/{parsed.GetValue(_id)}", PrintMessages, cancel));
        var text = new Argument<string?>("TEXT")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "What to write; left out, it is read from standard input and stays out of the shell's history.",
        };
        var reply = new Command("reply", "Writes to the person.") { _id, text, _data };
        reply.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Post, "replies",
            parsed.GetValue(text) is { } said ? new StringContent(said, Encoding.UTF8) : new StreamContent(Terminal.In),
            "Queued.", cancel));
        var take = new Command("take", "Takes the conversation over: the assistant is silent until it is released.") { _id, _data };
        take.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Put, "handover", content: null, "You are in charge; the assistant is silent.", cancel));
        var release = new Command("release", "Gives the conversation back to the assistant.") { _id, _data };
        release.SetAction((parsed, cancel) => SendAsync(
            parsed, HttpMethod.Delete, "handover", content: null, "The assistant answers again.", cancel));
        var file = new Command("file", "Writes the file that a person sent with one message; recorded.") { _id, _message, _out, _data };
        file.SetAction(SaveAsync);
        return new Command("conversation", "What staff do: list, show, take, reply, release.") { list, show, take, reply, release, file };
    }

    private static Task<int> ReadAsync(
        ParseResult parsed, string path, Action<JsonElement> print, CancellationToken cancel) =>
        StaffQuestion.AskAsync(
            parsed.GetValue(_data), path, "There is no such conversation.", parsed.GetValue(_json) ? null : print, cancel);

    private static async Task<int> SaveAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var response = await staff.Http.GetAsync(
                $"conversations/{parsed.GetValue(_id)}/media/{parsed.GetValue(_message)}",
                HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Terminal.Fail("There is no such message, or no file is kept with it (see the setting WhatsApp:Media).");
            response.EnsureSuccessStatusCode();
            await using var to = new FileStream(parsed.GetValue(_out)!, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            await response.Content.CopyToAsync(to, cancel);
            Terminal.Say($"Written to {to.Name}.");
            return 0;
        }
        catch (IOException failure)
        {
            return Terminal.Fail($"The file could not be written: {failure.Message}");
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static async Task<int> SendAsync(
        ParseResult parsed, HttpMethod method, string what, HttpContent? content, string done, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var request = new HttpRequestMessage(method, $"conversations/{parsed.GetValue(_id)}/{what}");
            request.Content = content;
            using var response = await staff.Http.SendAsync(request, cancel);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Terminal.Fail("There is no such conversation, or nobody has written in it yet.");
            if (response.StatusCode == HttpStatusCode.UnprocessableEntity)
                return Terminal.Fail("A message has 1 to 4,096 characters; nothing was sent.");
            response.EnsureSuccessStatusCode();
            Terminal.Say(done);
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static void PrintList(JsonElement conversations)
    {
        if (conversations.GetArrayLength() == 0)
        {
            Terminal.Say("Nobody has written yet. Conversations appear here with the first message.");
            return;
        }
        var table = new Table().AddColumn("ID", column => column.NoWrap()).AddColumns("Name", "Answers", "Open", "Failed").RoundedBorder();
        foreach (var row in conversations.EnumerateArray())
        {
            table.AddRow(
                row.GetProperty("id").GetString()!,
                Markup.Escape(row.TryGetProperty("name", out var name) ? name.GetString()! : ""),
                InCharge(row),
                row.GetProperty("unanswered").ToString(),
                row.GetProperty("undelivered").ToString());
        }
        Terminal.Screen.Write(table);
    }

    private static string InCharge(JsonElement row)
    {
        if (row.GetProperty("state").GetString() != "human")
            return "the assistant";
        var reason = row.GetProperty("reason");
        var words = Markup.Escape(reason.GetProperty("words").GetString()!);
        return (row.TryGetProperty("waiting", out _), reason.GetProperty("emergency").GetBoolean()) switch
        {
            (false, _) => $"a person: {words}",
            (_, false) => $"[yellow]a person, waited for: {words}[/]",
            (_, true) => $"[red bold]EMERGENCY, waited for: {words}[/]",
        };
    }

    private static void PrintMessages(JsonElement messages)
    {
        foreach (var message in messages.EnumerateArray())
        {
            var from = message.GetProperty("from").GetString()!;
            Terminal.Screen.MarkupLine($"[bold]{from}[/][grey]{Markup.Escape(Aside(message))}[/]");
            if (message.TryGetProperty("quotes", out var quoted))
                Terminal.Screen.MarkupLine($"[grey]> {Markup.Escape(quoted.GetString()!)}[/]");
            if (message.TryGetProperty("lines", out var lines))
                lines.EnumerateArray().ToList().ForEach(line => Terminal.Screen.WriteLine(OrderLine(line)));
            if (message.TryGetProperty("text", out var said))
                Terminal.Screen.WriteLine(said.GetString()!);
        }
    }

    private static string OrderLine(JsonElement line)
    {
        var (quantity, price) = (Of("quantity"), Of("price"));
        return $"  {(quantity.Length > 0 ? quantity + " × " : "")}{Of("product")}"
            + (price.Length > 0 ? $" at {price} {Of("currency")}" : "");

        string Of(string name) => line.TryGetProperty(name, out var value) ? value.GetString()! : "";
    }

    /// <summary>Kind, delivery and cost, as far as they are worth saying.</summary>
    private static string Aside(JsonElement message)
    {
        var words = new List<string>();
        if (message.TryGetProperty("kind", out var kind) && Kind(kind.GetString()!) is { } named)
            words.Add(named);
        if (message.TryGetProperty("delivery", out var delivery))
            words.Add(Explain(delivery.GetString()!));
        if (message.TryGetProperty("error", out var error))
            words.Add($"{error.GetProperty("code")}: {error.GetProperty("meaning").GetString()}");
        if (message.TryGetProperty("cost", out var cost))
            words.Add((cost.GetProperty("billable").GetBoolean() ? "paid, " : "free, ") + cost.GetProperty("category").GetString());
        return words.Count == 0 ? "" : $" ({string.Join("; ", words)})";
    }

    private static string? Kind(string kind) => kind switch
    {
        "message:text" => null,
        "revoked" => "deleted by the person; its content is gone",
        "edited" => "edited by the person; the newer wording follows",
        "message:edit" => "edited",
        _ => kind["message:".Length..].Replace('/', ' ').Replace('_', ' '),
    };

    internal static string Explain(string delivery) => delivery switch
    {
        "parked" => "parked: nobody knows whether it arrived",
        "held" => "waits: the 24-hour window has closed, it goes out when the person writes again",
        "repeated" => "did not arrive, or nobody knows; sent again",
        "unsent" => "not sent: the 24-hour window has closed, and no template for reminders may be used",
        _ => delivery,
    };
}
