using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Console;

/// <summary>Where somebody is looked for, and what a colleague asked for is found.</summary>
internal sealed class PeoplePages(
    SubjectDesk subjects, ErasureDesk erasures, DeskReading reading, ConsolePages pages, CurrentBusiness business,
    SecretArena arena, TimeProvider clock)
{
    internal Task AskAsync(HttpContext http) => ShowAsync(http, found: null);

    /// <summary>Whom somebody looks for stands in the body: a number in an address would be a number in a history.</summary>
    internal async Task FindAsync(HttpContext http)
    {
        var words = http.Request.Form["who"].ToString();
        using var asked = new SecretWriter(arena);
        asked.Advance(Encoding.UTF8.GetBytes(words, asked.GetSpan(Encoding.UTF8.GetMaxByteCount(words.Length))));
        // More than any number, id or name has is nobody's.
        var found = asked.WrittenMemory.Length > SubjectSearch.Longest ? [] : await reading.ReadAsync(
            ConsoleJson.Default.IReadOnlyListFoundPerson,
            json => subjects.FindAsync(SignedIn.Of(http).Caller, asked.WrittenMemory, json, http.RequestAborted));
        await ShowAsync(http, found);
    }

    private async Task ShowAsync(HttpContext http, IReadOnlyList<FoundPerson>? found)
    {
        IReadOnlyList<WaitingAct> waiting = SignedIn.Of(http).May(Permission.EraseSubjects)
            ? await reading.ReadAsync(
                ConsoleJson.Default.IReadOnlyListWaitingAct, json => erasures.ListAsync(json, http.RequestAborted))
            : [];
        await pages.ShowAsync<PeoplePage, PeopleModel>(
            http, new(found, waiting, new(clock.GetCurrentInstant(), business.Value.Zone)));
    }
}
