using System.Net;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Storage.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Identity;

/// <summary>The service with its owner and one more person of a role, both signed in with two passkeys each.</summary>
internal sealed class Team : IAsyncDisposable
{
    private readonly List<IDisposable> _all = [];

    private Team(RunningService service, SignedIn owner) => (Service, Owner) = (service, owner);

    internal RunningService Service { get; }

    internal SignedIn Owner { get; }

    internal SoftwareAuthenticator OwnersFirst { get; private set; } = null!;

    internal StaffId Who { get; private set; }

    internal TestBrowser Browser { get; private set; } = null!;

    internal SoftwareAuthenticator First { get; private set; } = null!;

    internal SoftwareAuthenticator Second { get; private set; } = null!;

    internal TeamDesk Desk => Service.Parts.GetRequiredService<TeamDesk>();

    /// <param name="role">Of the person; the owner themselves for that role.</param>
    /// <param name="arrange">What stands between the service's own middleware and its endpoints.</param>
    internal static async Task<Team> StartAsync(TimeProvider clock, Role role, Action<WebApplication>? arrange = null)
    {
        var service = await RunningService.StartAsync(
            static options => options, clock, static _ => { }, arrange ?? (static _ => { }));
        var (browser, first, second) = await TestBrowser.OwnerAsync(service);
        var id = service.Database.Read(StaffMembers.All).Single().Id;
        var team = new Team(service, new(id, "Owner", Roles.Grants(Role.Owner)) { Passkeys = 2 })
        {
            Who = id, Browser = browser, First = first, Second = second, OwnersFirst = first,
        };
        team._all.AddRange([browser, first, second]);
        if (role != Role.Owner)
            (team.Who, team.Browser, team.First, team.Second) = await team.AddAsync(role);
        return team;
    }

    /// <summary>Lets one more person in.</summary>
    internal async Task<(StaffId Who, TestBrowser Browser, SoftwareAuthenticator First, SoftwareAuthenticator Second)> AddAsync(
        Role role)
    {
        var invited = await Desk.InviteAsync(Owner, role.ToString(), [role]);
        var (browser, first, second) = await TestBrowser.EnrolAsync(Service, invited.Link);
        _all.AddRange([browser, first, second]);
        return (invited.Staff, browser, first, second);
    }

    /// <summary>Asks for a page that everybody has who is signed in.</summary>
    internal async Task<HttpStatusCode> AskAsync()
    {
        using var page = await Browser.GetAsync("/console/security");
        return page.StatusCode;
    }

    internal async Task<HttpStatusCode> SubmitAsync(string path)
    {
        using var page = await Browser.SubmitAsync(path);
        return page.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all)
            one.Dispose();
        await Service.DisposeAsync();
    }
}
