using System.Collections.Frozen;
using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Console;

/// <summary>The service, with somebody signed in, and what they ask of its console over HTTP.</summary>
internal sealed partial class ConsoleStage : IAsyncDisposable
{
    private readonly HttpClient _http;

    private ConsoleStage(RunningService service, StaffId who) =>
        (Service, Who, _http) = (service, who, new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        { BaseAddress = service.Address, DefaultRequestHeaders = { Host = Console(service).Address.Authority } });

    private static ConsoleOrigin Console(RunningService service) => service.Parts.GetRequiredService<ConsoleOrigin>();

    internal RunningService Service { get; }

    internal StaffId Who { get; }

    /// <param name="grants">Nobody is signed in when this is null.</param>
    internal static Task<ConsoleStage> OpenAsync(
        Permission[]? grants, Action<WebApplication>? arrange = null, params (string Key, string Value)[] overrides) =>
        OpenAsync(grants, steppedUpUntil: null, arrange, overrides);

    /// <summary>Whoever is signed in has just shown a passkey.</summary>
    internal static Task<ConsoleStage> OpenSteppedUpAsync(Permission[] grants, params (string Key, string Value)[] overrides) =>
        OpenAsync(grants, DateTimeOffset.MaxValue, arrange: null, overrides);

    private static async Task<ConsoleStage> OpenAsync(
        Permission[]? grants, DateTimeOffset? steppedUpUntil, Action<WebApplication>? arrange, (string Key, string Value)[] overrides)
    {
        var who = StaffId.New();
        var signedIn = grants is null ? null : new SignedIn(who, "Mira Kern", grants.ToFrozenSet(), steppedUpUntil) { Passkeys = 2 };
        return new(await RunningService.StartAsync(static options => options, TimeProvider.System, app =>
        {
            app.Use((http, next) =>
            {
                if (signedIn is not null)
                    http.Features.Set(signedIn);
                return next(http);
            });
        }, arrange ?? (static _ => { }), overrides), who);
    }

    internal Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(new Uri(path, UriKind.Relative));

    internal async Task<string> ReadAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var response = await GetAsync(path);
        Assert.Equal(status, response.StatusCode);
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>Sends a form of a page as its browser does.</summary>
    /// <param name="page">Where the form stands.</param>
    internal async Task<HttpResponseMessage> PostAsync(
        string page, string path, IEnumerable<KeyValuePair<string, string>>? fields = null,
        Action<HttpRequestMessage>? adjust = null)
    {
        using var shown = await GetAsync(page);
        var token = Token().Match(await shown.Content.ReadAsStringAsync()).Groups["token"].Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent([.. fields ?? [], new("csrf", token)]),
        };
        request.Headers.Add("Cookie", Assert.Single(shown.Headers.GetValues("Set-Cookie")).Split(';')[0]);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Headers.Add("Origin", Console(Service).Origin);
        adjust?.Invoke(request);
        return await _http.SendAsync(request);
    }

    /// <summary>Sends a form that is below its page, and succeeds.</summary>
    /// <returns>Where it leads.</returns>
    internal async Task<string> DoAsync(string page, string below, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(page, page + below, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.ToString();
    }

    [GeneratedRegex("""name="csrf" content="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Service.DisposeAsync();
    }
}
