using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Facts;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>One person: what is held, who looked, what may be done; and how far their erasure is, once it has begun.</summary>
internal sealed class PersonPages(
    SubjectDesk subjects, HoldDesk holds, Database database, DeskReading reading, ActorNames actors, ConsolePages pages,
    CurrentBusiness business, Settings settings, TimeProvider clock)
{
    internal Task ShowAsync(HttpContext http, Guid id) => ShowAsync(http, id, problem: null);

    /// <param name="problem">Why what was asked for was not done.</param>
    internal async Task ShowAsync(HttpContext http, Guid id, string? problem)
    {
        if (id == Guid.Empty)
            await pages.ShowAsync(http, PageState.NotFound);
        else if (FindErasure(SubjectId.From(id)) is { } erasure)
            await pages.ShowAsync<ErasurePage, ErasureModel>(http, Model(http, erasure));
        else if (await ReadAsync(http, SubjectId.From(id)) is { } person)
            await pages.ShowAsync<PersonPage, PersonModel>(
                http, await ModelAsync(http, person, problem),
                problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        else
            await pages.ShowAsync(http, PageState.NotFound);
    }

    /// <summary>Null for whoever is not being erased, and was not. Nothing about them is in it, so no look is recorded.</summary>
    private ErasureRow? FindErasure(SubjectId id) => database.Read(session =>
        ErasureSteps.Find(session, id) ?? (Subjects.Find(session, id) is { State: SubjectState.Erasing }
            ? new ErasureRow(id, ErasureState.Fenced, 0, 0, default, 0, null)
            : null));

    private async Task<ShownPerson?> ReadAsync(HttpContext http, SubjectId id)
    {
        var (who, cancel) = (SignedIn.Of(http).Caller, http.RequestAborted);
        var person = await reading.ReadAsync(
            ConsoleJson.Default.ShownPerson, json => subjects.ShowAsync(who, id, json, cancel));
        return person?.Hold is null ? person : person with
        {
            // Released meanwhile: what was read first still says so.
            Hold = await reading.ReadAsync(
                ConsoleJson.Default.HoldOfPerson, json => holds.ShowAsync(who, id, json, cancel)) ?? person.Hold,
        };
    }

    private async Task<PersonModel> ModelAsync(HttpContext http, ShownPerson person, string? problem)
    {
        var who = SignedIn.Of(http);
        var rights = new RightsOverPerson(
            who.May(Permission.ExportSubjects), who.May(Permission.EraseSubjects), who.May(Permission.HoldSubjects),
            who.May(Permission.ReadLedger), who.SteppedUpUntil is not null, settings.FourEyes,
            person.Waiting.Where(asked => who.May(Permission.EraseSubjects)
                && who.IsSomebodyElseThan(StaffId.From(asked.Staff))).Select(asked => asked.Approval).ToHashSet());
        var names = await actors.OfAsync(person.Record.Select(act => act.Actor), http.RequestAborted);
        return new(person, rights, names, new(clock.GetCurrentInstant(), business.Value.Zone), problem);
    }

    private ErasureModel Model(HttpContext http, ErasureRow row)
    {
        var entry = row.Entry is { } place && SignedIn.Of(http).May(Permission.ReadLedger)
            ? database.Read(session => LedgerEntries.Placed(session, place))?.Position
            : null;
        return new(row.Subject.Value, row.State, entry);
    }
}
