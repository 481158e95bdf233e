using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Tests.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Console;

/// <summary>The service, with somebody signed in, and what they ask of its console over HTTP.</summary>
internal sealed partial class ConsoleStage : IAsyncDisposable
{
    private readonly HttpClient _http;
    private readonly Dictionary<string, string> _cookies;

    private ConsoleStage(RunningService service, Dictionary<string, string> cookies, StaffId who) =>
        (Service, _cookies, Who, _http) = (service, cookies, who, new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        { BaseAddress = service.Address, DefaultRequestHeaders = { Host = Console(service).Address.Authority } });

    private static ConsoleOrigin Console(RunningService service) => service.Parts.GetRequiredService<ConsoleOrigin>();

    internal RunningService Service { get; }

    internal StaffId Who { get; }

    /// <param name="role">Nobody is signed in when this is null.</param>
    /// <param name="arrange">What stands between the service's own middleware and its endpoints.</param>
    internal static async Task<ConsoleStage> OpenAsync(
        Role? role = Role.Owner, Action<WebApplication>? arrange = null, params (string Key, string Value)[] overrides)
    {
        var service = await RunningService.StartAsync(
            static options => options, TimeProvider.System, arrange ?? (static _ => { }), overrides);
        if (role is null)
            return new(service, [], default);
        var (owner, first, second) = await TestBrowser.OwnerAsync(service);
        using (owner)
        using (first)
        using (second)
        {
            if (role == Role.Owner)
                return new(service, owner.Stolen(), Owner(service));
            var inviter = new SignedIn(Owner(service), "Owner", Roles.Grants(Role.Owner));
            var invited = await service.Parts.GetRequiredService<TeamDesk>().InviteAsync(inviter, "Mira Kern", [role.Value]);
            var (browser, one, other) = await TestBrowser.EnrolAsync(service, invited.Link);
            using (browser)
            using (one)
            using (other)
                return new(service, browser.Stolen(), invited.Staff);
        }
    }

    private static StaffId Owner(RunningService service) =>
        service.Database.Read(Storage.Identity.RoleGrants.All).Single(grant => grant.Role == Role.Owner).Staff;

    internal Task<HttpResponseMessage> GetAsync(string path, CancellationToken cancel = default)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        Hold(request);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
    }

    internal async Task<string> ReadAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        return WebUtility.HtmlDecode(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a form of a page as its browser does.</summary>
    internal async Task<HttpResponseMessage> PostAsync(
        string path, IEnumerable<KeyValuePair<string, string>>? fields = null, Action<HttpRequestMessage>? adjust = null)
    {
        using var shown = await GetAsync("/console/any");
        if (shown.Headers.TryGetValues("Set-Cookie", out var set))
        {
            var cookie = Assert.Single(set).Split(';')[0].Split('=', 2);
            _cookies[cookie[0]] = cookie[1];
        }
        var token = Token().Match(await shown.Content.ReadAsStringAsync()).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields ?? [], new("csrf", token)]),
        };
        request.Headers.Add("Sec-Fetch-Mode", "navigate");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", Service.Parts.GetRequiredService<ConsoleOrigin>().Origin);
        Hold(request);
        adjust?.Invoke(request);
        return await _http.SendAsync(request);
    }

    internal async Task DoAsync(string path, params (string Name, string Value)[] fields)
    {
        using var response = await PostAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
    }

    private void Hold(HttpRequestMessage request)
    {
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
    }

    [GeneratedRegex("""name="csrf" content="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Service.DisposeAsync();
    }
}
