using Hermetic.Domain;
using Hermetic.Server.Identity;

namespace Hermetic.Server.Console;

/// <summary>What the console answers about people's data, and about what was done with it.</summary>
internal static class PeopleEndpoints
{
    private static readonly Requires _look = new(Permission.ReadConversations);
    private static readonly Requires _copy = new(Permission.ExportSubjects, StepUp: true);
    private static readonly Requires _erase = new(Permission.EraseSubjects, StepUp: true);
    private static readonly Requires _hold = new(Permission.HoldSubjects, StepUp: true);
    private static readonly Requires _evidence = new(Permission.ReadLedger);

    internal static WebApplication MapPeople(this WebApplication app)
    {
        app.MapGet("/console/people", (HttpContext http, PeoplePages people) => people.AskAsync(http)).Requires(_look);
        app.MapPost("/console/people", (HttpContext http, PeoplePages people) => people.FindAsync(http)).Requires(_look);
        var one = app.MapGroup("/console/people/{id:guid}");
        one.MapGet("", (HttpContext http, Guid id, PersonPages person) => person.ShowAsync(http, id)).Requires(_look);
        one.MapPost("/copy", (HttpContext http, Guid id, PersonActs acts) => acts.CopyAsync(http, id)).Requires(_copy);
        one.MapPost("/erasure", (HttpContext http, Guid id, PersonActs acts) => acts.EraseAsync(http, id)).Requires(_erase);
        one.MapPost("/hold", (HttpContext http, Guid id, PersonActs acts) => acts.HoldAsync(http, id)).Requires(_hold);
        one.MapPost("/hold/release", (HttpContext http, Guid id, PersonActs acts) => acts.ReleaseAsync(http, id))
            .Requires(_hold);
        one.MapPost("/approvals/{approval:guid}", (HttpContext http, Guid id, Guid approval, PersonActs acts) =>
            acts.ApproveAsync(http, id, approval)).Requires(_erase);
        return app;
    }

    internal static WebApplication MapLedgerPages(this WebApplication app)
    {
        app.MapGet("/console/ledger", (HttpContext http, LedgerPages ledger) => ledger.ListAsync(http)).Requires(_evidence);
        app.MapGet("/console/ledger/{index:long}", (HttpContext http, long index, LedgerPages ledger) =>
            ledger.ShowAsync(http, index)).Requires(_evidence);
        app.MapGet("/console/ledger/{index:long}/proof", (HttpContext http, long index, LedgerPages ledger) =>
            ledger.DownloadAsync(http, index)).Requires(_evidence);
        return app;
    }

    internal static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<ActorNames>().AddSingleton<PeoplePages>().AddSingleton<PersonPages>().AddSingleton<PersonActs>()
        .AddSingleton<LedgerPages>();
}
