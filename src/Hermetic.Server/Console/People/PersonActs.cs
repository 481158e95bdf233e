using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Privacy;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>What is done with a person's data: a copy, a hold, an erasure. Each is on record, and asks for the passkey.</summary>
internal sealed partial class PersonActs(
    SubjectDesk subjects, HoldDesk holds, ErasureDesk erasures, PersonPages page, ConsolePages pages, SecretArena arena,
    ILogger<PersonActs> log)
{
    internal async Task CopyAsync(HttpContext http, Guid id)
    {
        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"copy-{id:N}.zip\"";
        http.Response.Headers.CacheControl = "no-store";
        if (id != Guid.Empty && await subjects.CopyAsync(
                SignedIn.Of(http).Caller, SubjectId.From(id),
                async piece => await http.Response.BodyWriter.WriteAsync(piece, http.RequestAborted), http.RequestAborted))
            return;
        http.Response.Headers.ContentDisposition = default;
        await pages.ShowAsync(http, PageState.NotFound);
    }

    /// <summary>Begins it, or asks a colleague to; the page tells how far it is.</summary>
    internal Task EraseAsync(HttpContext http, Guid id) => http.Request.Form["sure"] != "yes"
        ? page.ShowAsync(http, id, Texts.Person.NotSure)
        : Reason(http.Request.Form["reason"]) is { } reason
            ? ActAsync(http, id, told => erasures.EraseAsync(SignedIn.Of(http), SubjectId.From(id), reason, told))
            : page.ShowAsync(http, id, Texts.Person.NoReason);

    internal Task ReleaseAsync(HttpContext http, Guid id) => ActAsync(
        http, id, told => erasures.ReleaseAsync(SignedIn.Of(http), SubjectId.From(id), told));

    internal Task ApproveAsync(HttpContext http, Guid id, Guid approval) => ActAsync(
        http, id, told => erasures.ApproveAsync(SignedIn.Of(http), approval, told));

    internal async Task HoldAsync(HttpContext http, Guid id)
    {
        var words = http.Request.Form["reason"].ToString().ReplaceLineEndings("\n").Trim();
        using var reason = new SecretWriter(arena);
        reason.Advance(Encoding.UTF8.GetBytes(words, reason.GetSpan(Encoding.UTF8.GetMaxByteCount(words.Length))));
        if (reason.WrittenMemory.Length is 0 or > KeptHold.LongestReason)
            await page.ShowAsync(http, id, Texts.Person.NoHoldReason);
        else
            await ActAsync(http, id, async _ => await holds.PlaceAsync(
                SignedIn.Of(http), SubjectId.From(id), reason.WrittenMemory, http.RequestAborted));
    }

    /// <summary>
    /// Answers at the first step: what was begun runs on by itself, and whoever looks at the page again is told how far it
    /// is.
    /// </summary>
    private async Task ActAsync(HttpContext http, Guid id, Func<Func<DeskStep, Task>, Task<bool>> act)
    {
        try
        {
            var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var done = id == Guid.Empty ? Task.FromResult(false) : act(_ =>
            {
                begun.TrySetResult();
                return Task.CompletedTask;
            });
            if (await Task.WhenAny(begun.Task, done) == done && !await done)
                await pages.ShowAsync(http, PageState.NotFound);
            else
                GoBack(http, id, done);
        }
        catch (RefusedException refused)
        {
            await page.ShowAsync(http, id, refused.Message);
        }
        catch (FencedException)
        {
            // Somebody else was first: the page shows what there is now.
            await page.ShowAsync(http, id, Texts.Person.Meanwhile);
        }
    }

    private void GoBack(HttpContext http, Guid id, Task running)
    {
        _ = running.ContinueWith(
            failed => NotFinished(failed.Exception!.GetBaseException().GetType().Name), CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = $"/console/people/{id}";
    }

    private static ErasureReason? Reason(string? word) => Enum.GetValues<ErasureReason>()
        .Where(reason => reason != ErasureReason.None && ErasureReasons.Name(reason) == word)
        .Select(reason => (ErasureReason?)reason).FirstOrDefault();

    [LoggerMessage(740, LogLevel.Warning,
        "An erasure that was begun in the console waits to be taken up again ({Failure}): any node does so by itself.")]
    private partial void NotFinished(string failure);
}
