using System.Text.Json;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class SendRequestTests
{
    private static SendRequest Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return SendRequest.Read(document.RootElement);
    }

    private static int CodeOf(string json) =>
        Assert.Throws<InvalidSendException>(() => Read(json)).Error.Code;

    private static string X(int length) => new('x', length);

    private static string Text(int length) =>
        $$$"""{"messaging_product":"whatsapp","to":"+4915","text":{"body":"{{{X(length)}}}"}}""";

    private static string Buttons(int count, int title = 5, int id = 5, int body = 10)
    {
        var buttons = Enumerable.Range(0, count).Select(i => Button(i + X(id - 1), i + X(title - 1)));
        return Interactive(string.Join(',', buttons), X(body));
    }

    private static string Button(string id, string title) =>
        $$$"""{"type":"reply","reply":{"id":"{{{id}}}","title":"{{{title}}}"}}""";

    private static string Interactive(string buttons, string body = "Which?") =>
        $$$"""
        {"messaging_product":"whatsapp","to":"+49151","type":"interactive","interactive":
        {"type":"button","body":{"text":"{{{body}}}"},"action":{"buttons":[{{{buttons}}}]} } }
        """;

    [Theory]
    [InlineData("", 100)]
    [InlineData(""","to":"" """, 100)]
    [InlineData(""","to":"+4915","recipient_type":"crowd","text":{"body":"x"} """, 100)]
    [InlineData(""","to":"+4915","type":"telegram" """, 100)]
    [InlineData(""","to":"+4915","type":"text" """, 131008)]
    [InlineData(""","to":"+4915","type":"text","text":{"body":""} """, 131008)]
    [InlineData(""","to":"+4915","type":"text","text":"x" """, 131008)]
    [InlineData(""","to":"+4915","type":"interactive" """, 131008)]
    [InlineData(""","to":"+4915","type":"interactive","interactive":{"type":"poll"} """, 100)]
    public void A_broken_rule_is_answered_with_its_code(string members, int code) =>
        Assert.Equal(code, CodeOf("""{"messaging_product":"whatsapp","x":1""" + members + "}"));

    [Theory]
    [InlineData("""{"to":"+4915","type":"text","text":{"body":"x"}}""")]
    [InlineData("""{"messaging_product":"sms","to":"+4915","type":"text","text":{"body":"x"}}""")]
    public void Another_product_is_an_invalid_parameter(string json) => Assert.Equal(100, CodeOf(json));

    [Fact]
    public void A_text_has_at_most_4096_characters()
    {
        Assert.Equal(4096, Read(Text(4096)).Text.Length);
        Assert.Equal(100, CodeOf(Text(4097)));
    }

    [Fact]
    public void Callback_data_has_at_most_512_characters()
    {
        static string With(int length) =>
            Text(1)[..^1] + $$""","biz_opaque_callback_data":"{{X(length)}}"}""";

        Assert.Equal(512, Read(With(512)).CallbackData!.Length);
        Assert.Equal(100, CodeOf(With(513)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void One_to_three_buttons_are_read_with_id_and_title(int count)
    {
        var request = Read(Buttons(count, title: 20, id: 256, body: 1024));

        Assert.Equal("button", request.Kind);
        Assert.Equal(count, request.Buttons.Count);
        Assert.Equal("0" + X(19), request.Buttons[0].Title);
    }

    [Fact]
    public void No_button_a_fourth_one_and_every_length_over_its_limit_are_invalid_values()
    {
        Assert.Equal(131009, CodeOf(Buttons(0)));
        Assert.Equal(131009, CodeOf(Buttons(4)));
        Assert.Equal(131009, CodeOf(Buttons(1, title: 21)));
        Assert.Equal(131009, CodeOf(Buttons(1, id: 257)));
        Assert.Equal(131009, CodeOf(Buttons(1, body: 1025)));
    }

    [Theory]
    [InlineData("""{"type":"reply","reply":{"id":"0","title":"A"}}""")]
    [InlineData("""{"type":"reply","reply":{"id":"1","title":"0"}}""")]
    [InlineData("""{"type":"url","reply":{"id":"1","title":"A"}}""")]
    [InlineData("""{"type":"reply","reply":{"id":"1"}}""")]
    [InlineData("""{"type":"reply","reply":{"title":"A"}}""")]
    [InlineData("7")]
    public void Buttons_differ_in_id_and_title_and_are_complete(string second) =>
        Assert.Equal(131009, CodeOf(Interactive(Button("0", "0") + "," + second)));

    [Fact]
    public void A_quoted_message_is_kept() =>
        Assert.Equal("wamid.0", Read(Text(1)[..^1] + ""","context":{"message_id":"wamid.0"}}""").Context);
}
