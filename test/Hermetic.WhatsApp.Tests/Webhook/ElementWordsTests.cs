namespace Hermetic.WhatsApp.Tests;

public sealed class ElementWordsTests
{
    [Theory]
    [InlineData("picture with a caption", "picture with a caption · 2023-11-14 22:13:20 UTC")]
    [InlineData("document", "document with a caption · 2023-11-14 22:13:20 UTC")]
    [InlineData("voice", "voice message · 2023-11-14 22:13:20 UTC")]
    [InlineData("place", "place with a name · 2023-11-14 22:13:20 UTC")]
    [InlineData("two contact cards", "2 contact cards · 2023-11-14 22:13:20 UTC")]
    [InlineData("flow", "completed form · 2023-11-14 22:13:20 UTC")]
    [InlineData("may be called", "asks to be called · 2023-11-14 22:13:20 UTC")]
    [InlineData("button pressed", "press of a button · 2023-11-14 22:13:20 UTC")]
    [InlineData("reaction taken off", "reaction taken off · 2023-11-14 22:13:20 UTC")]
    [InlineData("order", "order of 2 lines with words · 2023-11-14 22:13:20 UTC")]
    [InlineData("new user id", "change of user id · 2023-11-14 22:13:20 UTC")]
    [InlineData("new key", "change of encryption key, with the sender's key hash · 2023-11-14 22:13:20 UTC")]
    [InlineData("edit", "edit of an earlier message: picture with a caption · 2023-11-14 22:13:20 UTC")]
    [InlineData("revoke", "an earlier message deleted · 2023-11-14 22:13:20 UTC")]
    [InlineData("unsupported", "something that WhatsApp does not hand over, error 131051: Unsupported message type · 2023-11-14 22:13:20 UTC")]
    [InlineData("from an advertisement", "text, came from an advertisement · 2023-11-14 22:13:20 UTC")]
    [InlineData("about a product", "text, about a product · 2023-11-14 22:13:20 UTC")]
    [InlineData("status with a price", "our message was delivered, charged as utility · 2023-11-14 22:13:20 UTC")]
    [InlineData("call rings", "call to a person: ringing · 2022-12-21 17:47:04 UTC", "calls")]
    [InlineData("call is over", "trouble at WhatsApp, error 138000: Not in the catalogue", "call to a person is over")]
    [InlineData("no more marketing", "a person wants no more marketing messages")]
    [InlineData("user id update", "1 user id changed")]
    [InlineData("PIN changed", "SECURITY: the two-step PIN was changed · 2025-03-31 20:11:43 UTC")]
    [InlineData("account shut", "account: disabled update, schedule for disable · 2025-03-31 20:11:43 UTC")]
    [InlineData("account event of the future", "account: unknown · 2025-03-31 20:11:43 UTC")]
    [InlineData("template rejected", "template: rejected · 2025-03-31 20:11:43 UTC")]
    [InlineData("flow endpoint", "Flow: endpoint availability, alert activated · 2025-03-31 20:11:43 UTC")]
    [InlineData("account_settings_update", "account settings update · 2025-03-31 20:11:43 UTC")]
    [InlineData("number flagged", "number: flagged · 2025-03-31 20:11:43 UTC")]
    [InlineData("history", "history, 1 conversation")]
    [InlineData("address book", "address book of the phone app: 1 entry")]
    [InlineData("one preference of two is odd", "a person decided about something unknown, some of it unreadable")]
    public void An_element_is_told_in_words(string vector, params string[] lines) =>
        Assert.Equal(lines, Bodies.Read(BodyVectors.All.Single(v => v.Name == vector).Body).Elements.Select(ElementWords.Of));

    [Theory]
    [InlineData("picture without an id", "set aside: message:image; it lacks what makes it one")]
    [InlineData("type of the future", "set aside: nobody documented this type of message")]
    [InlineData("status of a payment", "set aside: it is about a payment, and this product takes none")]
    [InlineData("echo to nobody", "set aside: echo:text; it names no recipient")]
    public void What_is_set_aside_says_why(string vector, string line) =>
        Assert.Equal([line], Bodies.Read(BodyVectors.Odd.Single(v => v.Name == vector).Body).Parked.Select(ElementWords.Of));

    [Theory]
    [InlineData("""{"forwarded":true}""", "text, forwarded")]
    [InlineData("""{"id":"wamid.B"}""", "text, answers an earlier message")]
    public void Circumstances_are_told(string context, string line) =>
        Assert.Equal(line, ElementWords.Of(Bodies.OneMessage(
            $$$"""{"id":"w","from":"1","type":"text","text":{"body":"x"},"context":{{{context}}} }""")));

    [Theory]
    [InlineData("""{"billable":false,"type":"free_entry_point"}""", "our message was sent, free entry point")]
    [InlineData("""{"billable":false}""", "our message was sent, free")]
    [InlineData("{}", "our message was sent, price not said")]
    public void A_price_is_told(string pricing, string line) =>
        Assert.Equal(line, ElementWords.Of(Assert.Single(
            Bodies.Read(Bodies.Statuses($$"""{"id":"w","status":"sent","pricing":{{pricing}} }""")).Elements)));

    [Fact]
    public void Every_reason_has_words_of_its_own()
    {
        var gone = new[] { ParkReason.Echo, ParkReason.ValueErrors };   // only in old rows
        var words = Enum.GetValues<ParkReason>().Except(gone).Select(reason => ElementWords.Of(new ParkedElement(reason, default)));
        Assert.Distinct(words);
        Assert.DoesNotContain("set aside: no reason is known", words);
    }

    [Fact]
    public void Whatever_the_body_the_words_quote_nothing_from_it()
    {
        foreach (var content in Bodies.Corpus.Select(Bodies.Read))
        {
            var lines = content.Elements.Select(ElementWords.Of).Concat(content.Parked.Select(ElementWords.Of));
            foreach (var secret in (string[])["34600111222", "972987654321", "16315551234", "Ana", "Hola", "wamid", "ES.", "US."])
                Assert.All(lines, line => Assert.DoesNotContain(secret, line, StringComparison.Ordinal));
        }
    }
}
