using System.Globalization;
using Hermetic.Domain;
using Hermetic.Server.Console;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Identity;

/// <summary>The pages on which people come in, look after their passkeys and sessions, and look after the team.</summary>
internal static class IdentityPages
{
    private const string Security = "/console/security";
    private const string Team = "/console/team";

    private static readonly Requires _own = new(Permission.None) { BeforeSecured = true };
    private static readonly Requires _ownDangerous = new(Permission.None, StepUp: true) { BeforeSecured = true };
    private static readonly Requires _change = new(Permission.ChangeStaff, StepUp: true);

    internal static WebApplication MapIdentityPages(this WebApplication app)
    {
        const string why = "Whoever signs in has not shown yet who they are.";
        app.MapGet("/console/sign-in", (HttpContext http, string? to, ConsolePages pages) =>
            pages.ShowAsync<SignInPage, SignInModel>(http, new(PathOf(to)))).OpenToAll(why);
        app.MapPost("/console/sign-in/recovery", RecoverAsync).AddEndpointFilter(SignInLimiter.FilterAsync).OpenToAll(why);
        app.MapGet("/console/welcome/{link}", WelcomeAsync).AddEndpointFilter(SignInLimiter.FilterAsync).OpenToAll(why);
        app.MapGet("/console/step-up", (HttpContext http, string? to, ConsolePages pages) =>
            pages.ShowAsync<StepUpPage, StepUpModel>(http, new(PathOf(to)))).Requires(_own);
        MapSecurity(app);
        MapTeam(app);
        return app;
    }

    private static void MapSecurity(WebApplication app)
    {
        app.MapGet(Security, (HttpContext http, ConsolePages pages, OwnSecurity security) =>
            ShowAsync(http, pages, security, [])).Requires(_own);
        app.MapPost(Security + "/passkeys/{id:guid}/revocation", async (HttpContext http, Guid id, OwnSecurity security) =>
        {
            // Of the only one the page tells that it is: it stays, and stands there again.
            await security.TryRevokeAsync(SignedIn.Of(http), id);
            return Results.Redirect(Security);
        }).Requires(_ownDangerous);
        app.MapPost(Security + "/codes", async (HttpContext http, ConsolePages pages, OwnSecurity security) =>
            await ShowAsync(http, pages, security, await security.MakeCodesAsync(SignedIn.Of(http))))
            .Requires(_ownDangerous);
        app.MapPost(Security + "/sessions/{id:guid}/revocation", async (HttpContext http, Guid id, Sessions sessions) =>
        {
            var who = SignedIn.Of(http);
            await sessions.EndAsync(who.Id, id, Sessions.Record("session.revoke", who.Id));
            return Results.Redirect(Security);
        }).Requires(_own);
    }

    private static void MapTeam(WebApplication app)
    {
        app.MapGet(Team, (HttpContext http, ConsolePages pages, TeamView view) =>
            ShowAsync(http, pages, view, invited: null, problem: null)).Requires(new Requires(Permission.ReadStaff));
        app.MapPost(Team, (HttpContext http, ConsolePages pages, TeamView view, TeamDesk team) =>
            ChangeAsync(http, pages, view, async (who, form) =>
            {
                var roles = form["role"].Select(RoleOf).OfType<Role>().Distinct().ToList();
                return roles.Count > 0 && form["name"].ToString().Trim() is { Length: > 0 and <= StaffFacts.LongestName } name
                    ? await team.InviteAsync(who, name, roles)
                    : throw new RefusedException(Texts.TeamPage.NoRole);
            })).Requires(_change);
        var one = app.MapGroup(Team + "/{id:guid}");
        MapAct(one, "/invitation", async (team, who, staff, _) => await team.InviteAgainAsync(who, staff));
        MapAct(one, "/roles", (team, who, staff, form) => Done(team.GiveAsync(who, staff, RoleOf(form["role"]) ?? Role.None)));
        MapAct(one, "/suspension", (team, who, staff, _) => Done(team.SuspendAsync(who, staff)));
        MapAct(one, "/sessions/revocation", (team, who, staff, _) => Done(team.EndSessionsAsync(who, staff)));
        one.MapPost("/roles/{role:int}/removal", (HttpContext http, Guid id, int role, ConsolePages pages, TeamView view, TeamDesk team) =>
            ChangeAsync(http, pages, view, (who, _) => Done(team.TakeAsync(who, Whom(id), (Role)role)))).Requires(_change);
        one.MapPost("/roles/{role:int}/review", (HttpContext http, Guid id, int role, ConsolePages pages, TeamView view, TeamDesk team) =>
            ChangeAsync(http, pages, view, (who, _) => Done(team.KeepAsync(who, Whom(id), (Role)role))))
            .Requires(new Requires(Permission.ReviewAccess, StepUp: true));
    }

    private static void MapAct(
        RouteGroupBuilder one, string path, Func<TeamDesk, SignedIn, StaffId, IFormCollection, Task<Invited?>> act) =>
        one.MapPost(path, (HttpContext http, Guid id, ConsolePages pages, TeamView view, TeamDesk team) =>
            ChangeAsync(http, pages, view, (who, form) => act(team, who, Whom(id), form))).Requires(_change);

    private static async Task<Invited?> Done(Task act)
    {
        await act;
        return null;
    }

    /// <summary>A link is shown on the page that answers; what was refused is said there. Everything else goes back to the page.</summary>
    private static async Task ChangeAsync(
        HttpContext http, ConsolePages pages, TeamView view, Func<SignedIn, IFormCollection, Task<Invited?>> act)
    {
        try
        {
            var form = await FormAsync(http);
            if (await act(SignedIn.Of(http), form) is { } invited)
                await ShowAsync(http, pages, view, invited, problem: null);
            else
                http.Response.Redirect(Team);
        }
        catch (RefusedException refused)
        {
            await ShowAsync(http, pages, view, invited: null, refused.Message);
        }
        catch (FencedException fenced)
        {
            await ShowAsync(http, pages, view, invited: null, $"Nothing was changed: {fenced.Message}.");
        }
    }

    private static async Task ShowAsync(
        HttpContext http, ConsolePages pages, TeamView view, Invited? invited, string? problem) =>
        await pages.ShowAsync<TeamPage, TeamModel>(
            http, await view.ShowAsync(SignedIn.Of(http), invited, problem, http.RequestAborted),
            problem is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);

    private static async Task ShowAsync(
        HttpContext http, ConsolePages pages, OwnSecurity security, IReadOnlyList<string> codes) =>
        await pages.ShowAsync<SecurityPage, SecurityModel>(
            http, await security.ShowAsync(SignedIn.Of(http), codes, http.RequestAborted));

    private static async Task WelcomeAsync(
        HttpContext http, string link, ConsolePages pages, TeamDesk team, IdentityFacts facts)
    {
        var member = team.Find(link);
        var name = member is null ? null : (await facts.OpenAsync(member, http.RequestAborted)).Name;
        await pages.ShowAsync<WelcomePage, WelcomeModel>(
            http, new(link, name, member?.State == Storage.Identity.StaffState.Invited),
            member is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }

    private static async Task RecoverAsync(HttpContext http, ConsolePages pages, OwnSecurity security)
    {
        var form = await FormAsync(http);
        if (await security.RecoverAsync(form["code"].ToString()) is { } link)
            http.Response.Redirect($"/console/welcome/{link}");
        else
            await pages.ShowAsync<SignInPage, SignInModel>(
                http, new(PageFrame.Home, IsWrongCode: true), StatusCodes.Status403Forbidden);
    }

    /// <exception cref="FencedException">It is nobody's id.</exception>
    private static StaffId Whom(Guid id) => id != Guid.Empty ? StaffId.From(id) : throw new FencedException("there is nobody of that id");

    /// <exception cref="BadHttpRequestException">What was sent is no form.</exception>
    private static async Task<IFormCollection> FormAsync(HttpContext http) => http.Request.HasFormContentType
        ? await http.Request.ReadFormAsync(http.RequestAborted)
        : throw new BadHttpRequestException("A form is expected.");

    private static Role? RoleOf(string? number) =>
        int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var role) && Roles.All.Contains((Role)role)
            ? (Role)role
            : null;

    /// <summary>A page of this console and nothing else: where somebody is sent is never a stranger's choice.</summary>
    private static string PathOf(string? to) =>
        to is not null && (to == PageFrame.Home || to.StartsWith(PageFrame.Home + '/', StringComparison.Ordinal))
        && Uri.TryCreate(to, UriKind.Relative, out _) && !to.Contains('\\', StringComparison.Ordinal)
        && !to.Contains("//", StringComparison.Ordinal)
            ? to
            : PageFrame.Home;
}
