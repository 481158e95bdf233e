using System.CommandLine;
using System.Net;
using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Spectre.Console;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>subject show|export|erase|verify</c>: answering a person about their data (GDPR Art. 15, 17, 20). Who is meant is
/// given by a random id, or asked for: a name or number has no place in a shell's history and in the list of processes.
/// </summary>
internal static class SubjectVerb
{
    private const string Nobody =
        "Nobody is found by that. A name is found as WhatsApp shows it or as the person asked to be called, a number with "
        + "its country's code. Who was erased, or never wrote, is not here.";

    internal static readonly Argument<string?> Person = new("ID")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A random id of the person or of a conversation; left out, it is asked for, and may be a number or a name.",
    };
    internal static readonly Option<string> Out = new("--out")
    {
        Description = "A new file ending in .zip, or a folder that is new or empty; only its owner may read it.",
        HelpName = "PATH", Required = true,
    };
    private static readonly Option<string> _reason = new("--reason")
    {
        Description = $"On record: {string.Join(", ", Reasons())}.", HelpName = "WORD", Required = true,
    };
    internal static readonly Option<bool> Yes = new("--yes") { Description = "Does it without asking back." };
    internal static readonly Option<string?> Data = new("--data") { Description = "The data folder." };
    internal static readonly Option<bool> Json = new("--json") { Description = "For machines." };

    internal static Command Create()
    {
        var show = new Command("show", "What is held about a person, until when, and who looked; recorded.") { Person, Data, Json };
        show.SetAction((parsed, cancel) => WithPersonAsync(parsed, ShowAsync, cancel));
        var export = new Command("export", "A copy of everything for the person; recorded.") { Person, Out, Data, Json };
        export.SetAction((parsed, cancel) => WithPersonAsync(parsed, SubjectCopy.SaveAsync, cancel));
        var erase = new Command("erase", "Erases a person for good, as their own word in the chat would; recorded.")
        {
            Person, _reason, Yes, Data, Json,
        };
        erase.SetAction((parsed, cancel) => WithPersonAsync(parsed, EraseAsync, cancel));
        var subject = new Command("subject", "What is held about one person: show, export, erase, verify, and holds.")
        {
            show, export, erase, SubjectCopy.CreateVerify(),
        };
        foreach (var verb in HoldVerb.Create())
            subject.Add(verb);
        return subject;
    }

    private static IEnumerable<string> Reasons() =>
        Enum.GetValues<ErasureReason>().Except([ErasureReason.None]).Select(ErasureReasons.Name);

    /// <summary>Finds the one person who is meant, then does it.</summary>
    internal static async Task<int> WithPersonAsync(
        ParseResult parsed, Func<ParseResult, StaffClient, Guid, CancellationToken, Task<int>> act, CancellationToken cancel)
    {
        var given = parsed.GetValue(Person);
        if (given is not null && !Guid.TryParse(given, out _))
            return Terminal.Fail(
                "Only a random id may stand in the command line: a name or a number would stay in the shell's history. "
                + "Leave it out, and it is asked for.");
        var asked = given is null
            ? Terminal.AskLine("Whose data? (phone number, user id, name, or random id)", SubjectSearch.Longest)
            : System.Text.Encoding.ASCII.GetBytes(given);
        return await OverStaffAsync(
            parsed, async staff =>
            {
                using var response = await staff.Http.PostAsync("subjects/search", new ByteArrayContent(asked), cancel);
                response.EnsureSuccessStatusCode();
                using var people = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
                return people.RootElement.GetArrayLength() switch
                {
                    0 => Terminal.Fail(Nobody),
                    1 => await act(parsed, staff, people.RootElement[0].GetProperty("id").GetGuid(), cancel),
                    _ => SubjectReport.Several(people.RootElement),
                };
            },
            cancel);
    }

    internal static async Task<int> OverStaffAsync(
        ParseResult parsed, Func<StaffClient, Task<int>> act, CancellationToken cancel)
    {
        try
        {
            await using var staff = await StaffClient.ConnectAsync(parsed.GetValue(Data), cancel);
            return await act(staff);
        }
        catch (Exception refused) when (ServeVerb.IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
    }

    private static async Task<int> ShowAsync(ParseResult parsed, StaffClient staff, Guid person, CancellationToken cancel)
    {
        using var response = await staff.Http.GetAsync($"subjects/{person}", cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
            return Terminal.Fail(Nobody);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        if (parsed.GetValue(Json))
            await Terminal.Out.WriteAsync((byte[])[.. body, (byte)'\n'], cancel);
        else
            SubjectReport.Print(JsonDocument.Parse(body).RootElement);
        return 0;
    }

    private static async Task<int> EraseAsync(ParseResult parsed, StaffClient staff, Guid person, CancellationToken cancel)
    {
        if (!TryReason(parsed.GetValue(_reason)!, out var reason))
            return Terminal.Fail($"--reason is one of: {string.Join(", ", Reasons())}. Nothing was erased.");
        if (!parsed.GetValue(Yes) && !Terminal.Confirm(
            $"Erase {person} for good, with every message and appointment? It cannot be taken back. (y/N)"))
            return Terminal.Fail("Nothing was erased.");
        return await HoldVerb.FollowAsync(
            staff, new(HttpMethod.Post, $"subjects/{person}/erasure?reason={reason}"), "They were erased meanwhile.",
            parsed.GetValue(Json), cancel);
    }

    private static bool TryReason(string word, out ErasureReason reason)
    {
        reason = Enum.GetValues<ErasureReason>().FirstOrDefault(one => ErasureReasons.Name(one) == word);
        return reason != ErasureReason.None;
    }
}
