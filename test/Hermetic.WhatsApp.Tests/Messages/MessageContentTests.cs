namespace Hermetic.WhatsApp.Tests;

public sealed class MessageContentTests
{
    [Theory]
    [InlineData("Hola", "Hola")]
    [InlineData("", "")]
    [InlineData("ma\\u00f1ana \\ud83d\\udc4d\\n", "mañana 👍\n")]
    [InlineData("mañana 👍", "mañana 👍")]
    public void A_text_is_its_words(string json, string words) =>
        Assert.Equal(words, Content<TextMessage>("text", $$"""{"body":"{{json}}"}""").Body.Show());

    [Fact]
    public void A_button_reply_is_an_id_and_a_title()
    {
        var reply = Content<ButtonReply>("interactive", """{"type":"button_reply","button_reply":{"id":"yes","title":"Sí"}}""");
        Assert.Equal(("yes", "Sí"), (reply.ButtonId.Show(), reply.Title.Show()));
    }

    [Theory]
    [InlineData(""","description":"Monday" """, "Monday")]
    [InlineData("", null)]
    public void A_list_reply_may_have_a_description(string member, string? description)
    {
        var reply = Content<ListReply>(
            "interactive", $$$"""{"type":"list_reply","list_reply":{"id":"r1","title":"10:00"{{{member}}}}}""");
        Assert.Equal(("r1", "10:00"), (reply.RowId.Show(), reply.Title.Show()));
        Assert.Equal(description, reply.Description.Show());
    }

    [Theory]
    [InlineData("""{"payload":"stop","text":"Stop"}""", "stop")]
    [InlineData("""{"text":"Stop"}""", "")]
    public void A_quick_reply_may_come_without_payload(string button, string payload)
    {
        var reply = Content<QuickReply>("button", button);
        Assert.Equal((payload, "Stop"), (reply.Payload.Show(), reply.Text.Show()));
    }

    private static T Content<T>(string type, string member)
        where T : MessageContent =>
        Assert.IsType<T>(Bodies.OneMessage($$"""{"id":"wamid.A","from":"1","type":"{{type}}","{{type}}":{{member}} }""").Content);
}
