using System.CommandLine;
using System.Net;
using System.Text.Json;
using Hermetic.Server.Staff;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary><c>outbox list|retry</c>: what did not arrive, and sending it again.</summary>
internal static class OutboxVerb
{
    private static readonly Argument<Guid> _id = new("ID") { Description = "As `outbox list` shows it." };
    private static readonly Option<bool> _twice = new("--may-arrive-twice")
    {
        Description = "Sends it even when nobody knows whether it arrived.",
    };
    private static readonly Option<string?> _data = new("--data") { Description = "The data folder." };
    private static readonly Option<bool> _json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var list = new Command("list", "Messages that did not arrive, or have not yet; nothing is opened.") { _data, _json };
        list.SetAction((parsed, cancel) => StaffQuestion.AskAsync(
            parsed.GetValue(_data), "outbox", "", parsed.GetValue(_json) ? null : PrintList, cancel));
        var retry = new Command("retry", "Sends the same words again, behind everything that waits; recorded.") { _id, _twice, _data };
        retry.SetAction(RetryAsync);
        return new Command("outbox", "Messages to people that did not arrive: list, retry.") { list, retry };
    }

    private static async Task<int> RetryAsync(ParseResult parsed, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(_data), cancel);
            using var response = await staff.Http.PostAsync(
                $"outbox/{parsed.GetValue(_id)}/repetition?mayArriveTwice={parsed.GetValue(_twice)}", content: null, cancel);
            if (response.StatusCode == HttpStatusCode.NotFound)
                return Terminal.Fail("There is no such message, or it has arrived.");
            if (response.StatusCode == HttpStatusCode.Conflict)
                return Terminal.Fail(Explain(Enum.Parse<Repetition>(await response.Content.ReadAsStringAsync(cancel))));
            response.EnsureSuccessStatusCode();
            Terminal.Say("Queued as a message of its own.");
            return 0;
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static string Explain(Repetition obstacle) => obstacle switch
    {
        Repetition.StillWaits => "It has not been given up: it goes out by itself, when its turn comes or the person writes.",
        Repetition.MayArriveTwice =>
            "Nobody knows whether it arrived. To send it all the same, add --may-arrive-twice.",
        _ => "It is a template, which is made anew when it is needed; write to the person with `conversation reply`.",
    };

    private static void PrintList(JsonElement messages)
    {
        if (messages.GetArrayLength() == 0)
        {
            Terminal.Say("Everything that was written has arrived.");
            return;
        }
        var table = new Table().AddColumn("ID", column => column.NoWrap()).AddColumns("Conversation", "From", "Delivery").RoundedBorder();
        foreach (var row in messages.EnumerateArray())
            table.AddRow(
                row.GetProperty("id").GetString()!, row.GetProperty("conversation").GetString()!,
                row.GetProperty("from").GetString()!, Markup.Escape(Delivery(row)));
        Terminal.Screen.Write(table);
    }

    private static string Delivery(JsonElement row)
    {
        var words = ConversationVerb.Explain(row.GetProperty("delivery").GetString()!);
        return row.TryGetProperty("error", out var error)
            ? $"{words}, {error.GetProperty("code")}: {error.GetProperty("meaning").GetString()}"
            : words;
    }
}
