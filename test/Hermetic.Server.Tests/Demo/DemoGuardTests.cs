using Hermetic.Server.Demo;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Server.Tests.Demo;

public sealed class DemoGuardTests
{
    private readonly DemoGuard _guard = new();

    [Fact]
    public void The_demos_own_page_may() => Assert.True(_guard.Allows(Request("same-origin", origin: null, _guard.Token)));

    [Fact]
    public void With_its_own_origin_too() =>
        Assert.True(_guard.Allows(Request("same-origin", "http://127.0.0.1:8080", _guard.Token)));

    [Theory]
    [InlineData("cross-site", null)]
    [InlineData("same-site", null)]
    [InlineData("none", null)]
    [InlineData(null, null)]
    [InlineData("same-origin", "http://127.0.0.1:9090")]
    [InlineData("same-origin", "https://127.0.0.1:8080")]
    [InlineData("same-origin", "null")]
    [InlineData("same-origin, cross-site", null)]
    public void Another_page_may_not_even_if_it_knew_the_token(string? site, string? origin) =>
        Assert.False(_guard.Allows(Request(site, origin, _guard.Token)));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public void Without_the_token_of_this_start_nobody_may(string? token) =>
        Assert.False(_guard.Allows(Request("same-origin", origin: null, token)));

    [Fact]
    public void Every_start_has_a_token_of_its_own() => Assert.NotEqual(_guard.Token, new DemoGuard().Token);

    private static HttpRequest Request(string? site, string? origin, string? token)
    {
        var request = new DefaultHttpContext().Request;
        (request.Scheme, request.Host) = ("http", new HostString("127.0.0.1", 8080));
        if (site is not null)
            request.Headers["Sec-Fetch-Site"] = site;
        if (origin is not null)
            request.Headers.Origin = origin;
        if (token is not null)
            request.Headers[DemoGuard.Header] = token;
        return request;
    }
}
