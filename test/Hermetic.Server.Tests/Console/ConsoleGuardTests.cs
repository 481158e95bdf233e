using System.Net;
using System.Text.RegularExpressions;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Server.Tests.Console;

public sealed partial class ConsoleGuardTests
{
    private const string Elsewhere = "https://elsewhere.example";

    [Fact]
    public async Task V3_3_1_V3_3_3_V3_4_3_V3_4_4_V3_4_5_V3_4_6_V3_4_8_a_page_is_sent_with_a_policy_of_its_own_and_kept_by_nobody()
    {
        await using var stage = await ConsoleStage.OpenAsync([]);
        using var first = await stage.GetAsync("/console");
        using var second = await stage.GetAsync("/console");

        var policy = Header(first, "Content-Security-Policy");
        Assert.NotEqual(Nonce(policy), Nonce(Header(second, "Content-Security-Policy")));
        Assert.True(Convert.FromBase64String(Nonce(policy)).Length >= 16);
        Assert.Equal(
            $"default-src 'none'; script-src 'nonce-{Nonce(policy)}' 'strict-dynamic'; style-src 'self'; img-src 'self'; "
            + "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            + "object-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'", policy);
        Assert.Equal("no-store", Header(first, "Cache-Control"));
        Assert.Equal("nosniff", Header(first, "X-Content-Type-Options"));
        Assert.Equal("same-origin", Header(first, "Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header(first, "Cross-Origin-Resource-Policy"));
        Assert.Equal("same-origin", Header(first, "Referrer-Policy"));
        Assert.StartsWith("publickey-credentials-get=(self), publickey-credentials-create=(self), ",
            Header(first, "Permissions-Policy"), StringComparison.Ordinal);
        Assert.False(first.Headers.Contains("Strict-Transport-Security"));
        Assert.Matches("^__Host-antiforgery=[^;]+; path=/; secure; samesite=strict; httponly$", Header(first, "Set-Cookie"));
    }

    [Fact]
    public async Task V3_4_1_where_people_come_by_https_browsers_are_to_stay_with_it()
    {
        await using var stage = await ConsoleStage.OpenAsync([], null, ("PublicUrl", "https://salon.example/"));
        using var page = await stage.GetAsync("/console/nowhere");
        Assert.Equal("max-age=63072000; includeSubDomains", Header(page, "Strict-Transport-Security"));
    }

    [Fact]
    public async Task Files_are_kept_for_ever_under_an_address_that_changes_with_them()
    {
        await using var stage = await ConsoleStage.OpenAsync(null);
        var page = await stage.ReadAsync("/console/nowhere", HttpStatusCode.NotFound);
        var address = Address().Match(page).Value;

        using var style = await stage.GetAsync(address);
        Assert.Equal("public, max-age=31536000, immutable", Header(style, "Cache-Control"));
        Assert.Equal("text/css; charset=utf-8", style.Content.Headers.ContentType!.ToString());
        Assert.Contains("--paper", await style.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await stage.ReadAsync("/console/assets/0123456789abcdef/console.css", HttpStatusCode.NotFound);
        await stage.ReadAsync(address.Replace("console.css", "console.txt", StringComparison.Ordinal), HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, null, null, true)]
    [InlineData(HttpStatusCode.Forbidden, "cross-site", null, true)]
    [InlineData(HttpStatusCode.Forbidden, "same-site", null, true)]
    [InlineData(HttpStatusCode.Forbidden, "none", null, true)]
    [InlineData(HttpStatusCode.Forbidden, null, Elsewhere, true)]
    [InlineData(HttpStatusCode.Forbidden, "", "null", true)]
    [InlineData(HttpStatusCode.Forbidden, "", "", true)]
    [InlineData(HttpStatusCode.NoContent, "", null, true)]
    [InlineData(HttpStatusCode.Forbidden, null, null, false)]
    public async Task V3_5_1_what_changes_something_comes_from_a_page_of_the_console(
        HttpStatusCode status, string? site, string? origin, bool hasToken)
    {
        var asked = 0;
        await using var stage = await ConsoleStage.OpenAsync([], app => app.Use((http, next) =>
        {
            if (http.Request.Path != "/console/sign-in/challenge")
                return next(http);
            asked++;
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        }));

        using var answer = await stage.PostAsync("/console", "/console/sign-in/challenge", null, request =>
        {
            Set(request, "Sec-Fetch-Site", site);
            Set(request, "Origin", origin);
            if (!hasToken)
                request.Headers.Remove("Cookie");
        });

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.NoContent ? 1 : 0, asked);
        if (status == HttpStatusCode.Forbidden)
            Assert.Contains("CON-3", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Denied", HttpStatusCode.Forbidden, "CON-2")]
    [InlineData("Full", HttpStatusCode.ServiceUnavailable, "CON-4")]
    [InlineData("Defect", HttpStatusCode.InternalServerError, "CON-5")]
    [InlineData("Gone", HttpStatusCode.NotFound, "CON-1")]
    public async Task Every_failure_has_a_page_that_says_nothing_of_its_inside(string what, HttpStatusCode status, string code)
    {
        await using var stage = await ConsoleStage.OpenAsync([], app => app.Use((HttpContext http, RequestDelegate next) => throw Failure(what)));
        var page = await stage.ReadAsync("/console", status);
        Assert.Contains(code, page, StringComparison.Ordinal);
        Assert.DoesNotContain("inside", page, StringComparison.Ordinal);
    }

    private static Exception Failure(string what) => what switch
    {
        "Denied" => new AccessDeniedException(new AccessRecord("inside", "inside", Target.Deployment, Allowed: false)),
        "Full" => new StorageStalledException(),
        "Gone" => new FencedException("inside"),
        _ => new InvalidOperationException("inside"),
    };

    private static void Set(HttpRequestMessage request, string name, string? value)
    {
        if (value is null)
            return;
        request.Headers.Remove(name);
        if (value.Length > 0)
            request.Headers.Add(name, value);
    }

    private static string Header(HttpResponseMessage response, string name) =>
        Assert.Single(response.Headers.TryGetValues(name, out var values) ? values : []);

    private static string Nonce(string policy) => Regex.Match(
        policy, "'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["nonce"].Value;

    [GeneratedRegex("/console/assets/[0-9a-f]{16}/console.css", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
