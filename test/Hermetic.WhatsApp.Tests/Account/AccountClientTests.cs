using System.Text.Json.Nodes;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Each management call as a request, held against own vectors and Meta's Postman collection.</summary>
public sealed class AccountClientTests
{
    public static TheoryData<string> Calls => [.. AccountVector.Names];

    [Theory, MemberData(nameof(Calls))]
    public async Task A_call_is_one_request_of_the_documented_shape(string name)
    {
        var vector = AccountVector.Of(name);
        var graph = new PaperGraph(200, vector.Answer);

        Assert.True(await vector.CallAsync(graph.Client));

        var (method, path, body, type, authorization) = Assert.Single(graph.Asked);
        Assert.Equal((vector.Method, vector.Path), (method, path));
        Assert.Equal("Bearer t0ken+/", authorization);
        if (vector.Form is { } form)
        {
            Assert.Equal("application/x-www-form-urlencoded", type);
            Assert.Equal((string)form["business_public_key"]!, FormValue(body!, "business_public_key"));
        }
        else
        {
            Assert.Equal(vector.Body is null ? null : "application/json", type);
            Assert.True(JsonNode.DeepEquals(vector.Body, body is null ? null : JsonNode.Parse(body)), body);
        }
    }

    public static TheoryData<string> CallsWithAPair =>
        [.. AccountVector.Names.Where(name => AccountVector.Of(name).Members.ContainsKey("postman"))];

    [Theory, MemberData(nameof(CallsWithAPair))]
    public async Task A_call_equals_the_pair_of_Metas_collection(string name)
    {
        var vector = AccountVector.Of(name);
        Assert.SkipWhen(vector.Postman is null, "Meta's collection is not here.");
        var pair = JsonNode.Parse(await File.ReadAllTextAsync(vector.Postman))!;
        foreach (var response in pair["responses"]!.AsArray())
        {
            var graph = new PaperGraph(200, response!["body"]!.ToJsonString());
            Assert.True(await vector.CallAsync(graph.Client), response.ToJsonString());
        }
        Assert.Equal((string)pair["method"]!, vector.Method);
        Assert.Equal(PathOf((string)pair["url"]!), vector.Path.Split('?')[0]);
        if ((pair["responses"]!.AsArray().FirstOrDefault()?["request_body"] ?? pair["body"]) is { } body)
            Assert.True(JsonNode.DeepEquals(body, vector.Body), body.ToJsonString());
        else
            Assert.Null(vector.Body);
        Assert.Equal((string?)pair["form"]?[0]?["key"], vector.Form?.AsObject().Single().Key);
    }

    [Theory]
    [InlineData(200, "<html>")]
    [InlineData(200, "[]")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(502, "bad gateway")]
    [InlineData(400, """{"error":"no code"}""")]
    [InlineData(400, """{"error":{"code":99999999999}}""")]
    public async Task An_unclear_answer_to_a_change_is_no_confirmation(int status, string body)
    {
        var answer = await new PaperGraph(status, body).Client.SubscribeAsync(PaperGraph.Business, default);
        Assert.Equal(new GraphFailed<Confirmed>(status), answer);
    }

    [Fact]
    public async Task A_refusal_tells_its_code()
    {
        var graph = new PaperGraph(400, """{"error":{"message":"(#133005)","code":133005,"fbtrace_id":"A"}}""");
        var answer = await graph.Client.RegisterAsync(PaperGraph.Number, Secret.FromText("123456"), null, default);
        Assert.Equal(new GraphRejected<Confirmed>(133005, 400, ErrorAdvice.Never), answer);
    }

    [Fact]
    public async Task A_cut_connection_is_an_answer_and_not_an_exception() =>
        Assert.Equal(
            new GraphFailed<NumberDescription>(null),
            await new PaperGraph(_ => null).Client.GetNumberAsync(PaperGraph.Number, default));

    [Fact]
    public async Task Cancelling_is_an_exception() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new PaperGraph(200, "{}").Client.GetNumberAsync(PaperGraph.Number, new(canceled: true)));

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("12345a")]
    [InlineData("１２３４５６")]
    public async Task A_PIN_that_is_not_six_digits_never_leaves_and_is_not_in_the_message(string pin)
    {
        var graph = new PaperGraph(200, """{"success":true}""");
        foreach (var name in new[] { "register", "set_pin" })
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(
                () => AccountVector.Of(name).ChangeAsync(graph.Client, Secret.FromText(pin)));
            Assert.DoesNotContain(pin, refused.Message, StringComparison.Ordinal);
        }
        Assert.Empty(graph.Asked);
    }

    [Theory]
    [InlineData("../me")]
    [InlineData("1/2")]
    [InlineData("")]
    public async Task An_id_with_a_slash_never_becomes_an_address(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => new PaperGraph(200, "{}").Client.GetSettingsAsync(id, default));

    [Fact]
    public async Task Without_a_configured_account_the_only_one_of_the_token_is_looked_at()
    {
        var graph = new PaperGraph(path => (200, AccountVector.Of(
            path.StartsWith("debug_token", StringComparison.Ordinal) ? "debug_token" : "apps").Answer));
        var account = await graph.Client.ReadAsync(PaperGraph.Number, null, default);
        Assert.Equal(PaperGraph.Business, account.BusinessAccountId);
        Assert.Contains(graph.Asked, asked => asked.Path == $"{PaperGraph.Business}/subscribed_apps");
    }

    [Fact]
    public async Task Without_any_account_nothing_is_asked_about_one()
    {
        var graph = new PaperGraph(200, "{}");
        var account = await graph.Client.ReadAsync(PaperGraph.Number, null, default);
        Assert.Equal((null, null, null), (account.BusinessAccountId, account.Apps, account.Business));
        Assert.Equal(4, graph.Asked.Count);
    }

    private static string PathOf(string url) => url
        .Replace("https://graph.facebook.com/{{Version}}/", "", StringComparison.Ordinal)
        .Replace("{{Phone-Number-ID}}", PaperGraph.Number, StringComparison.Ordinal)
        .Replace("{{WABA-ID}}", PaperGraph.Business, StringComparison.Ordinal).Split('?')[0];

    private static string FormValue(string body, string name) =>
        Uri.UnescapeDataString(body[(name.Length + 1)..].Replace('+', ' '));
}
