using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Identity;

/// <summary>A browser as far as the console needs one: it keeps cookies, follows nothing, and says where it comes from.</summary>
internal sealed partial class TestBrowser : IDisposable
{
    private string? _token;

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly Dictionary<string, string> _cookies = new(StringComparer.Ordinal);

    internal TestBrowser(RunningService service)
    {
        _address = service.Address;
        var origin = service.Parts.GetRequiredService<ConsoleOrigin>();
        (Origin, RelyingParty) = (origin.Origin, origin.RelyingParty);
        _http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
    }

    internal string Origin { get; }

    internal string RelyingParty { get; }

    /// <summary>What a true authenticator says here.</summary>
    internal Claims True => new(Origin, RelyingParty);

    internal string? Cookie(string name) => _cookies.GetValueOrDefault(name);

    internal void SetCookie(string name, string value) => _cookies[name] = value;

    /// <summary>Another browser that holds what this one does: what a thief has.</summary>
    internal Dictionary<string, string> Stolen() => new(_cookies, StringComparer.Ordinal);

    internal void Hold(Dictionary<string, string> cookies)
    {
        _cookies.Clear();
        foreach (var (name, value) in cookies)
            _cookies[name] = value;
        _token = null;
    }

    internal Task<HttpResponseMessage> GetAsync(string path) => SendAsync(HttpMethod.Get, path, content: null);

    /// <summary>As a module of a page posts.</summary>
    internal async Task<HttpResponseMessage> PostAsync(string path, JsonNode? body = null)
    {
        _token ??= await TokenAsync();
        return await SendAsync(HttpMethod.Post, path, new StringContent((body ?? new JsonObject()).ToJsonString(), Encoding.UTF8, "application/json"));
    }

    /// <summary>As a form of a page posts.</summary>
    internal async Task<HttpResponseMessage> SubmitAsync(string path, params IEnumerable<(string Name, string Value)> fields)
    {
        _token ??= await TokenAsync();
        return await SendAsync(HttpMethod.Post, path, new FormUrlEncodedContent(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).Append(KeyValuePair.Create("csrf", _token))));
    }

    /// <summary>Has what a page has for its modules, for <see cref="TryAsync"/>.</summary>
    internal async Task PrepareAsync() => _token = await TokenAsync();

    /// <summary>Calls an endpoint as a module does, with a mark.</summary>
    internal Task<HttpResponseMessage> TryAsync(string method, string path, string mark) => SendAsync(
        new HttpMethod(method), path,
        method == "GET" ? null : new StringContent("{}", Encoding.UTF8, "application/json"),
        request => request.Headers.Add(mark, "1"));

    internal async Task<string> ReadAsync(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var page = await GetAsync(path);
        Assert.Equal(status, page.StatusCode);
        return await page.Content.ReadAsStringAsync();
    }

    private async Task<string> TokenAsync()
    {
        using var page = await GetAsync("/console/sign-in");
        return WebUtility.HtmlDecode(Token().Match(await page.Content.ReadAsStringAsync()).Groups["token"].Value);
    }

    [System.Text.RegularExpressions.GeneratedRegex(
        """name="csrf" content="(?<token>[^"]+)""", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, 1000)]
    private static partial System.Text.RegularExpressions.Regex Token();

    internal async Task<JsonNode> ChallengeAsync(string path)
    {
        using var answer = await PostAsync(path);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode} {string.Join(',', answer.Headers.TryGetValues("Hermetic-Door", out var door) ? door : [])} {await answer.Content.ReadAsStringAsync()}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Signs in with a true answer.</summary>
    internal async Task SignInAsync(SoftwareAuthenticator authenticator)
    {
        using var answer = await AnswerAsync("/console/sign-in", authenticator.Assert, True);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Asks for a challenge and answers it.</summary>
    internal async Task<HttpResponseMessage> AnswerAsync(
        string path, Func<JsonNode, Claims, JsonNode> sign, Claims claims, string label = "Key")
    {
        var options = await ChallengeAsync(path + "/challenge");
        return await PostAsync(path, new JsonObject { ["credential"] = sign(options, claims), ["label"] = label });
    }

    /// <summary>The first owner comes in by the link of the machine's owner, with two passkeys.</summary>
    internal static async Task<(TestBrowser Browser, SoftwareAuthenticator First, SoftwareAuthenticator Second)> OwnerAsync(
        RunningService service)
    {
        var invited = await service.Parts.GetRequiredService<TeamDesk>().BootstrapAsync(
            new StaffPeer(HasLoggedIn: true, 1000), breakGlass: false);
        return await EnrolAsync(service, invited.Link);
    }

    internal static async Task<(TestBrowser Browser, SoftwareAuthenticator First, SoftwareAuthenticator Second)> EnrolAsync(
        RunningService service, string link)
    {
        var (browser, first, second) = (new TestBrowser(service), new SoftwareAuthenticator(), new SoftwareAuthenticator());
        using var enrolled = await browser.AnswerAsync($"/console/welcome/{link}", first.Register, browser.True);
        Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
        using var added = await browser.AnswerAsync("/console/security/passkeys", second.Register, browser.True);
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        return (browser, first, second);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? content, Action<HttpRequestMessage>? adjust = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_address, path)) { Content = content };
        request.Headers.Host = Origin[(Origin.IndexOf("//", StringComparison.Ordinal) + 2)..];
        if (_cookies.Count > 0)
            request.Headers.Add("Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (method != HttpMethod.Get)
        {
            request.Headers.Add("Origin", Origin);
            request.Headers.Add("X-CSRF", _token);
        }
        adjust?.Invoke(request);
        var answer = await _http.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var all) ? all : [])
            Keep(set);
        return answer;
    }

    private void Keep(string set)
    {
        var (name, value) = (set[..set.IndexOf('=', StringComparison.Ordinal)], set[(set.IndexOf('=', StringComparison.Ordinal) + 1)..].Split(';')[0]);
        if (value.Length == 0)
            _cookies.Remove(name);
        else
            _cookies[name] = value;
    }

    public void Dispose() => _http.Dispose();
}
