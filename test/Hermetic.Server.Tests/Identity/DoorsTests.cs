using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Identity;

/// <summary>
/// Every endpoint, called for real by everybody: what is observed is what is declared, and both are written in
/// docs/doors.md. The call ends behind the last door, in the place of the endpoint.
/// </summary>
public sealed class DoorsTests
{
    /// <summary>Of a request that only tries doors; everything else goes through.</summary>
    private const string Trying = "X-Trying-Doors";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly ConcurrentQueue<string> _reached = [];

    [Fact]
    public async Task V8_2_1_everybody_finds_each_door_as_it_is_declared_and_as_the_page_of_the_doors_says()
    {
        await using var team = await Team.StartAsync(_clock, Role.Owner, StandBehindTheDoors);
        var everybody = new List<(string Name, Role Role, TestBrowser Browser)> { ("Owner", Role.Owner, team.Browser) };
        foreach (var role in Roles.All.Where(role => role != Role.Owner))
            everybody.Add((role.ToString(), role, (await team.AddAsync(role)).Browser));
        using var stranger = new TestBrowser(team.Service);
        everybody.Insert(0, ("a stranger", Role.None, stranger));
        var doors = Doors(team.Service).ToList();
        foreach (var (_, _, browser) in everybody)
            await browser.PrepareAsync();

        var steppedUp = await TryAllAsync(doors, everybody, isSteppedUp: true);
        _clock.Advance(SessionLimits.StepUp);
        var usual = await TryAllAsync(doors, everybody, isSteppedUp: false);

        Assert.Equal([], steppedUp.Concat(usual).Where(one => one.Observed != one.Declared)
            .Select(one => $"{one.Door} for {one.Who}: declared {one.Declared}, observed {one.Observed}"));
        Golden.Compare("docs/doors.md", Page(doors, [.. everybody.Select(one => one.Name)], usual));
    }

    private async Task<List<Tried>> TryAllAsync(
        List<Door> doors, List<(string Name, Role Role, TestBrowser Browser)> everybody, bool isSteppedUp)
    {
        var tried = new List<Tried>();
        foreach (var door in doors)
        {
            foreach (var (name, role, browser) in everybody)
                tried.Add(new(door, name, Declared(door, role, isSteppedUp), await TryAsync(door, browser)));
        }
        return tried;
    }

    private async Task<string> TryAsync(Door door, TestBrowser browser)
    {
        _reached.Clear();
        using var answer = await browser.TryAsync(door.Method, door.Example, Trying);
        if (_reached.Contains(door.Name))
            return "in";
        return answer.Headers.TryGetValues("Hermetic-Door", out var said) ? Words(Enum.Parse<Doorkeeper.Answer>(said.Single()))
            : answer.StatusCode == HttpStatusCode.NotFound ? "closed" : $"{answer.StatusCode}";
    }

    private static string Declared(Door door, Role role, bool isSteppedUp)
    {
        if (door.Endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
            return "in";
        if (door.Endpoint.Metadata.GetMetadata<Requires>() is not { } requires)
            return "closed";
        if (role == Role.None)
            return "sign in";
        if (requires.Permission != Permission.None && !Roles.Grants(role).Contains(requires.Permission))
            return "no";
        return requires.StepUp && !isSteppedUp ? "passkey" : "in";
    }

    private static string Words(Doorkeeper.Answer answer) => answer switch
    {
        Doorkeeper.Answer.SignIn => "sign in",
        Doorkeeper.Answer.StepUp => "passkey",
        Doorkeeper.Answer.Refuse => "no",
        var other => other.ToString(),
    };

    /// <summary>Behind authorization, before the endpoint: nothing is done by who only tries.</summary>
    private void StandBehindTheDoors(WebApplication app) => app.Use((http, next) =>
    {
        if (!http.Request.Headers.ContainsKey(Trying) || http.GetEndpoint() is not RouteEndpoint endpoint)
            return next(http);
        _reached.Enqueue(Door.NameOf(endpoint, http.Request.Method));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    private static IEnumerable<Door> Doors(RunningService service) =>
        from endpoint in service.Parts.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        // It has a listener of its own, where nothing else answers.
        where endpoint.RoutePattern.RawText != "/metrics"
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        let door = new Door(endpoint, method)
        orderby door.Group, endpoint.RoutePattern.RawText, method
        select door;

    private static string Page(List<Door> doors, string[] everybody, List<Tried> usual)
    {
        var page = new StringBuilder("""
            # The doors
            Every endpoint of the service, whom it lets in, and what everybody finds there. The table is made by a test that
            calls each endpoint as each of them, and that fails when what is observed is not what the endpoint declares.

            *in*: it answers · *passkey*: after showing a passkey again, within five minutes · *no*: none of their roles allows
            it · *sign in*: a session is needed · *closed*: it is not there; the verbs reach it over the 0600 socket.


            """);
        foreach (var group in doors.GroupBy(door => door.Group))
        {
            page.Append($"## {group.Key}\n| endpoint | asks for | {string.Join(" | ", everybody)} |\n|---|---|{string.Concat(everybody.Select(_ => "---|"))}\n");
            foreach (var door in group)
                page.Append($"| `{door.Name}` | {door.Asks} | {string.Join(" | ", usual.Where(one => one.Door == door).Select(one => one.Observed))} |\n");
            page.Append('\n');
        }
        return page.ToString().TrimEnd('\n') + '\n';
    }

    private sealed record Tried(Door Door, string Who, string Declared, string Observed);
}
