using System.CommandLine;
using System.Net;
using System.Text;
using System.Text.Json;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Verbs;

/// <summary>
/// <c>subject hold|release|holds|approve</c>: people whose data must be kept for now (GDPR Art. 17(3)), and what a second
/// person has to approve.
/// </summary>
internal static class HoldVerb
{
    /// <summary>What was asked for is not done: somebody else has to approve it.</summary>
    private const int Waiting = 2;

    private static readonly Option<string?> _reason = new("--reason")
    {
        Description = "Why, in your own words, without names or numbers; left out, it is asked for. Sealed under the person's "
            + "key, and in their copy.",
        HelpName = "TEXT",
    };
    private static readonly Argument<Guid> _approval = new("ID") { Description = "What `subject erase` or `subject release` said." };

    internal static IEnumerable<Command> Create()
    {
        var hold = new Command("hold", "Keeps a person from being erased or swept, because a law wants their data kept; recorded.")
        {
            SubjectVerb.Person, _reason, SubjectVerb.Data, SubjectVerb.Json,
        };
        hold.SetAction((parsed, cancel) => SubjectVerb.WithPersonAsync(parsed, HoldAsync, cancel));
        var release = new Command("release", "Ends that; whoever waits to be erased is erased. Recorded.")
        {
            SubjectVerb.Person, SubjectVerb.Yes, SubjectVerb.Data, SubjectVerb.Json,
        };
        release.SetAction((parsed, cancel) => SubjectVerb.WithPersonAsync(parsed, ReleaseAsync, cancel));
        var holds = new Command("holds", "Who is on hold, since when, why, by whom; recorded.") { SubjectVerb.Data, SubjectVerb.Json };
        holds.SetAction((parsed, cancel) => SubjectVerb.OverStaffAsync(
            parsed, staff => ListAsync(parsed, staff, cancel), cancel));
        var approve = new Command("approve", "Carries out what a colleague asked for (Privacy:FourEyes); recorded.")
        {
            _approval, SubjectVerb.Yes, SubjectVerb.Data, SubjectVerb.Json,
        };
        approve.SetAction((parsed, cancel) => SubjectVerb.OverStaffAsync(
            parsed, staff => ApproveAsync(parsed, staff, cancel), cancel));
        return [hold, release, holds, approve];
    }

    private static async Task<int> HoldAsync(ParseResult parsed, StaffClient staff, Guid person, CancellationToken cancel)
    {
        var reason = parsed.GetValue(_reason) is { } given
            ? Encoding.UTF8.GetBytes(given)
            : Terminal.AskLine("Why must their data be kept?", KeptHold.LongestReason + 1);
        if (reason.AsSpan().Trim((byte)' ').IsEmpty || reason.Length > KeptHold.LongestReason)
            return Terminal.Fail($"A hold needs a reason of at most {KeptHold.LongestReason} bytes. Nothing was changed.");
        using var response = await staff.Http.PutAsync($"subjects/{person}/hold", new ByteArrayContent(reason), cancel);
        if (await RefusalAsync(response, "They were erased meanwhile.", cancel) is { } refusal)
            return Terminal.Fail(refusal);
        Terminal.Say(parsed.GetValue(SubjectVerb.Json)
            ? $"{{\"person\":\"{person}\",\"hold\":true}}"
            : $"On hold: {person}. Nothing of theirs is erased or swept until `subject release {person}`.");
        return 0;
    }

    private static async Task<int> ReleaseAsync(ParseResult parsed, StaffClient staff, Guid person, CancellationToken cancel) =>
        parsed.GetValue(SubjectVerb.Yes) || Terminal.Confirm(
            $"End the hold on {person}? If they have asked to be erased, that is done at once and cannot be taken back. (y/N)")
            ? await FollowAsync(
                staff, new(HttpMethod.Delete, $"subjects/{person}/hold"), "They are not on hold.",
                parsed.GetValue(SubjectVerb.Json), cancel)
            : Terminal.Fail("Nothing was changed.");

    /// <summary>A second pair of eyes sees what it approves.</summary>
    private static async Task<int> ApproveAsync(ParseResult parsed, StaffClient staff, CancellationToken cancel)
    {
        const string nothing = "Nothing of that id waits, or no longer: it can be approved for a day.";
        var path = $"approvals/{parsed.GetValue(_approval)}";
        using var shown = await staff.Http.GetAsync(path, cancel);
        if (await RefusalAsync(shown, nothing, cancel) is { } refusal)
            return Terminal.Fail(refusal);
        var asked = JsonDocument.Parse(await shown.Content.ReadAsByteArrayAsync(cancel)).RootElement;
        return parsed.GetValue(SubjectVerb.Yes) || Terminal.Confirm(SubjectReport.Approval(asked))
            ? await FollowAsync(staff, new(HttpMethod.Post, path), nothing, parsed.GetValue(SubjectVerb.Json), cancel)
            : Terminal.Fail("Nothing was done.");
    }

    private static async Task<int> ListAsync(ParseResult parsed, StaffClient staff, CancellationToken cancel)
    {
        var body = await staff.Http.GetByteArrayAsync("holds", cancel);
        if (parsed.GetValue(SubjectVerb.Json))
            await Terminal.Out.WriteAsync((byte[])[.. body, (byte)'\n'], cancel);
        else
            SubjectReport.PrintHolds(JsonDocument.Parse(body).RootElement);
        return 0;
    }

    /// <summary>Tells each step as it comes.</summary>
    /// <param name="nobody">What is said when there is nothing to do it to.</param>
    internal static async Task<int> FollowAsync(
        StaffClient staff, HttpRequestMessage request, string nobody, bool json, CancellationToken cancel)
    {
        using var sent = request;
        using var response = await staff.Http.SendAsync(sent, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (await RefusalAsync(response, nobody, cancel) is { } refusal)
            return Terminal.Fail(refusal);
        await using var lines = await response.Content.ReadAsStreamAsync(cancel);
        JsonElement last = default;
        try
        {
            while (await Terminal.ReadLineAsync(lines, cancel) is { } line)
            {
                last = JsonDocument.Parse(line).RootElement;
                if (json)
                    await Terminal.Out.WriteAsync((byte[])[.. line, (byte)'\n'], cancel);
                else
                    Terminal.Say(SubjectReport.Step(last));
            }
        }
        catch (IOException) when (last.ValueKind == JsonValueKind.Object)
        {
            // It was begun, and the service could not go on for now: an escrow is away, or it was stopped.
            return Unfinished();
        }
        var ended = last.ValueKind == JsonValueKind.Object ? last.GetProperty("step") : last;
        return ended.ValueKind != JsonValueKind.String ? Unfinished()
            : ended.ValueEquals("waiting"u8) ? Waiting
            : ended.ValueEquals("certified"u8) || ended.ValueEquals("released"u8) ? 0
            : Unfinished();
    }

    private static int Unfinished() => Terminal.Fail(
        "It was begun and is not certified yet: another node finishes it, or this one at its next start. Look with `subject show`.");

    /// <summary>Null when it is done, or is being done.</summary>
    private static async Task<string?> RefusalAsync(HttpResponseMessage response, string nobody, CancellationToken cancel)
    {
        if (response.StatusCode == HttpStatusCode.NotFound)
            return nobody;
        if (response.StatusCode == HttpStatusCode.Conflict)
            return await response.Content.ReadAsStringAsync(cancel);
        response.EnsureSuccessStatusCode();
        return null;
    }
}
