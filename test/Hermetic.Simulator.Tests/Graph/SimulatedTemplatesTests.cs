namespace Hermetic.Simulator.Tests.Graph;

public sealed class SimulatedTemplatesTests
{
    private static readonly SimulatedTemplate _positional = new(
        "reminder", "de", SimulatedTemplate.Utility, "Hallo {{1}}, bis {{2}}!")
    {
        Header = "Termin bei {{1}}",
        Footer = "Praxis am Park",
        Buttons = [new("QUICK_REPLY", "Absagen"), new("URL", "Karte") { Url = "https://x/{{1}}" }],
    };

    private static readonly SimulatedTemplate _named = new(
        "greeting", "en_US", SimulatedTemplate.Marketing, "Hi {{first_name}}");

    private static Task<Stage> SetAsync() => Stage.SetAsync(options => options with
    {
        Templates = [_positional, _named, SimulatedTemplate.HelloWorld],
    });

    private static object Send(string name, string language, params object[] components) => new
    {
        messaging_product = "whatsapp",
        to = "+491511234567",
        type = "template",
        template = new { name, language = new { code = language }, components },
    };

    private static object Text(string text) => new { type = "text", text };

    private static object Part(string type, params object[] parameters) => new { type, parameters };

    private static object Button(object index, string kind = "quick_reply") => new
    {
        type = "button",
        sub_type = kind,
        index,
        parameters = new[] { new { type = "payload", payload = "cancel:1" } },
    };

    private static object[] Right() =>
        [Part("header", Text("Dr. Jäger")), Part("BODY", Text("Anna"), Text("Freitag")), Button("0")];

    [Fact]
    public async Task A_template_reaches_someone_who_never_wrote_and_is_shown_filled()
    {
        await using var stage = await SetAsync();

        await stage.AcceptedAsync(Send("reminder", "de", Right()));

        var sent = Assert.Single(stage.Simulator.Sent);
        Assert.Equal(("template", "reminder"), (sent.Kind, sent.Template));
        Assert.Equal(
            ("Termin bei Dr. Jäger", "Hallo Anna, bis Freitag!", "Praxis am Park"),
            (sent.Header, sent.Text, sent.Footer));
        Assert.Equal("Absagen", Assert.Single(sent.Buttons).Title);
        Assert.Equal("utility", sent.Price.Category);
    }

    [Fact]
    public async Task Named_parameters_are_found_by_name()
    {
        await using var stage = await SetAsync();

        await stage.AcceptedAsync(Send(
            "greeting", "en_US", Part("body", new { type = "text", parameter_name = "first_name", text = "Anna" })));

        Assert.Equal("Hi Anna", Assert.Single(stage.Simulator.Sent).Text);
    }

    public static TheoryData<string, string, object> Wrong() => new()
    {
        { "unknown name", "132001", Send("nothing", "de") },
        { "another language", "132001", Send("reminder", "en_US", Right()) },
        { "no parameters", "132000", Send("reminder", "de") },
        { "one parameter", "132000", Send("reminder", "de", Part("header", Text("x")), Part("body", Text("x"))) },
        {
            "three parameters", "132000",
            Send("reminder", "de", Part("header", Text("x")), Part("body", Text("x"), Text("x"), Text("x")))
        },
        {
            "an image where text belongs", "132012",
            Send("reminder", "de", Part("header", new { type = "image" }), Right()[1])
        },
        { "no such button", "132000", Send("reminder", "de", Right()[0], Right()[1], Button(2)) },
        { "another kind of button", "132012", Send("reminder", "de", Right()[0], Right()[1], Button("1")) },
        {
            "a line break", "132018",
            Send("reminder", "de", Right()[0], Part("body", Text("a\nb"), Text("x")))
        },
        {
            "too long when filled", "132005",
            Send("reminder", "de", Right()[0], Part("body", Text(new string('x', 1024)), Text("x")))
        },
        { "no name", "100", Send("greeting", "en_US", Part("body", Text("Anna"))) },
        {
            "another name", "132000",
            Send("greeting", "en_US", Part("body", new { type = "text", parameter_name = "last", text = "J" }))
        },
        { "a component of no kind", "100", Send("greeting", "en_US", Part("tail")) },
        { "parameters that nobody needs", "132000", Send("hello_world", "en_US", Part("body", Text("x"))) },
    };

    [Theory, MemberData(nameof(Wrong))]
    public async Task A_send_that_does_not_fit_its_template_is_refused(string what, string code, object send)
    {
        await using var stage = await SetAsync();

        var response = await stage.SendAsync(send);

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.Contains($"\"code\":{code}", StringComparison.Ordinal), $"{what}: {answer}");
        Assert.Empty(stage.Simulator.Sent);
    }

    [Theory]
    [InlineData(SimulatedTemplate.Paused, "132015")]
    [InlineData(SimulatedTemplate.Disabled, "132016")]
    [InlineData(SimulatedTemplate.Rejected, "132001")]
    [InlineData(SimulatedTemplate.Pending, "132001")]
    public async Task Only_an_approved_template_is_sent(string state, string code)
    {
        await using var stage = await SetAsync();
        stage.Simulator.SetTemplate(SimulatedTemplate.HelloWorld with { State = state });

        var response = await stage.SendAsync(Send("hello_world", "en_US"));

        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"\"code\":{code}", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Marketing_does_not_reach_who_stopped_it_until_it_is_resumed()
    {
        await using var stage = await SetAsync();
        var send = Send(
            "greeting", "en_US", Part("body", new { type = "text", parameter_name = "first_name", text = "A" }));
        await stage.Simulator.SetMarketingAsync(Stage.Anna, wanted: false);

        Assert.Equal("131050", (await stage.RefusedAsync(send)).At("code"));
        await stage.AcceptedAsync(Send("hello_world", "en_US"));
        await stage.Simulator.SetMarketingAsync(Stage.Anna, wanted: true);
        await stage.AcceptedAsync(send);
    }

    [Fact]
    public async Task An_authentication_template_needs_a_phone_number()
    {
        await using var stage = await SetAsync();
        stage.Simulator.SetTemplate(
            SimulatedTemplate.HelloWorld with { Category = SimulatedTemplate.Authentication });

        var error = await stage.RefusedAsync(new
        {
            messaging_product = "whatsapp",
            recipient = Stage.Bo.UserId,
            type = "template",
            template = new { name = "hello_world", language = new { code = "en_US" } },
        });

        Assert.Equal("131062", error.At("code"));
    }
}
