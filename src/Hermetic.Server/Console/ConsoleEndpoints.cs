using Hermetic.Domain;
using Hermetic.Server.Identity;

namespace Hermetic.Server.Console;

/// <summary>What the console answers. Every page says what it asks of whoever is signed in.</summary>
internal static class ConsoleEndpoints
{
    internal static WebApplication MapConsole(this WebApplication app)
    {
        app.MapGet("/console/assets/{version}/{name}", ConsoleAssets.Answer)
            .OpenToAll("Styles, icons and modules are the same for everybody, and the page to sign in needs them.");
        app.MapGet(PageFrame.Home, (HttpContext http, TodayPages today) => today.ShowAsync(http))
            .Requires(new Requires(Permission.None));
        app.MapPost("/console/account-events/seen", (HttpContext http, TodayPages today) => today.AcknowledgeAsync(http))
            .Requires(new Requires(Permission.ReadConversations));
        return app.MapInbox().MapPeople().MapLedgerPages();
    }

    private static WebApplication MapInbox(this WebApplication app)
    {
        app.MapGet("/console/inbox", (HttpContext http, InboxPages inbox) => inbox.ListAsync(http))
            .Requires(new Requires(Permission.ReadConversations));
        app.MapGet("/console/inbox/events", (HttpContext http, InboxEvents events) => events.StreamAsync(http))
            .Requires(new Requires(Permission.ReadConversations));
        app.MapGet("/console/inbox/{id:guid}", (HttpContext http, Guid id, InboxPages inbox) => inbox.ShowAsync(http, id))
            .Requires(new Requires(Permission.ReadConversations));
        app.MapGet("/console/inbox/{id:guid}/files/{message:guid}", (HttpContext http, Guid id, Guid message, InboxPages inbox) =>
            inbox.DownloadAsync(http, id, message)).Requires(new Requires(Permission.ReadConversations));
        app.MapPost("/console/inbox/{id:guid}/replies", (HttpContext http, Guid id, InboxPages inbox) => inbox.ReplyAsync(http, id))
            .Requires(new Requires(Permission.ReplyInConversations));
        app.MapPost("/console/inbox/{id:guid}/handover", (HttpContext http, Guid id, InboxPages inbox) =>
            inbox.TakeOverAsync(http, id)).Requires(new Requires(Permission.ReplyInConversations));
        app.MapPost("/console/inbox/{id:guid}/release", (HttpContext http, Guid id, InboxPages inbox) =>
            inbox.ReleaseAsync(http, id)).Requires(new Requires(Permission.ReleaseConversations));
        return app;
    }

    internal static IServiceCollection AddConsole(this IServiceCollection services) =>
        services.AddConsoleForms().AddSingleton<ConsoleNavigation>().AddSingleton<ConsolePages>()
            .AddSingleton<DeskReading>().AddSingleton<InboxPages>().AddSingleton<InboxEvents>().AddSingleton<TodayPages>()
            .AddPeople();
}
