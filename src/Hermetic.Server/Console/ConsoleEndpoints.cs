using Hermetic.Domain;
using Hermetic.Server.Identity;

namespace Hermetic.Server.Console;

/// <summary>What the console answers. Every page says what it asks of whoever is signed in.</summary>
internal static class ConsoleEndpoints
{
    internal static WebApplication MapConsole(this WebApplication app)
    {
        // Before anybody is signed in, the page that asks for that needs its styles.
        app.MapGet("/console/assets/{version}/{name}", ConsoleAssets.Answer)
            .OpenToAll("Styles and modules: the same for everybody.");
        app.MapGet(PageFrame.Home, (HttpContext http, ConsolePages pages) =>
            pages.ShowAsync<TodayPage, TodayModel>(http, new())).Requires(new Requires(Permission.None));
        return app;
    }

    internal static IServiceCollection AddConsole(this IServiceCollection services) =>
        services.AddConsoleForms().AddSingleton<ConsoleNavigation>().AddSingleton<ConsolePages>();
}
