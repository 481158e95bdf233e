using System.Globalization;

namespace Hermetic.WhatsApp.Tests;

public sealed class InboundMessageTests
{
    [Fact]
    public void A_text_has_everything_that_it_came_with()
    {
        var message = Bodies.OneMessage(Bodies.Text);
        Assert.Equal("message:text", message.Kind);
        Assert.Equal("wamid.A==", message.Id.Show());
        Assert.Equal("34600111222", message.Sender.PhoneNumber.Show());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), message.Timestamp);
        Assert.Equal("Ana", message.Contact!.ProfileName.Show());
        Assert.Equal("ana.lopez", message.Contact.Username.Show());
        Assert.Equal(Bodies.Contact, message.Contact.Raw.Show());
        Assert.Null(message.Context);
        Assert.Null(message.GroupId);
    }

    [Theory]
    [InlineData("\"1700000000\"", 1_700_000_000L)]
    [InlineData("1700000000", 1_700_000_000L)]
    [InlineData("\"\\u0031700000000\"", 1_700_000_000L)]
    [InlineData("0", 0L)]
    [InlineData("253402300799", 253_402_300_799L)]
    [InlineData("253402300800", null)]
    [InlineData("1700000000000", 1_700_000_000L)]
    [InlineData("\"1700000000000\"", 1_700_000_000L)]
    [InlineData("999999999999", null)]
    [InlineData("10000000000000", null)]
    [InlineData("-1700000000000", null)]
    [InlineData("-1", null)]
    [InlineData("1.7e9", null)]
    [InlineData("\"\"", null)]
    [InlineData("\" 1700000000\"", null)]
    [InlineData("\"soon\"", null)]
    [InlineData("99999999999999999999999999", null)]
    [InlineData("null", null)]
    [InlineData("[1700000000]", null)]
    public void A_timestamp_is_seconds_as_text_or_number_and_otherwise_none(string json, long? seconds) =>
        Assert.Equal(
            seconds is { } known ? DateTimeOffset.FromUnixTimeSeconds(known) : null,
            Bodies.OneMessage(Bodies.Text.Replace("\"1700000000\"", json, StringComparison.Ordinal)).Timestamp);

    [Theory]
    [InlineData("""{"from":"15550783881","id":"wamid.B"}""", "wamid.B", false)]
    [InlineData("""{"forwarded":true}""", null, true)]
    [InlineData("""{"frequently_forwarded":true}""", null, true)]
    [InlineData("""{"forwarded":"true"}""", null, false)]
    public void A_context_names_the_message_answered_or_says_forwarded(string context, string? answered, bool forwarded)
    {
        var message = Bodies.OneMessage(Bodies.Text.Replace("\"type\"", $"\"context\":{context},\"type\"", StringComparison.Ordinal));
        Assert.Equal(answered, message.Context!.MessageId.Show());
        Assert.Equal(forwarded, message.Context.IsForwarded);
    }

    [Fact]
    public void A_message_in_a_group_says_so() =>
        Assert.Equal("G1", Bodies.OneMessage(Bodies.Text.Replace("\"type\"", "\"group_id\":\"G1\",\"type\"")).GroupId.Show());

    [Fact]
    public void A_row_opened_again_parses_to_the_same_message()
    {
        var message = Bodies.OneMessage(Bodies.Text);
        var again = InboundMessage.Parse(message.Raw.ToArray());
        Assert.Equal((message.Id, message.Sender, message.Content), (again.Id, again.Sender, again.Content));
        Assert.Equal((message.Timestamp, message.Kind), (again.Timestamp, again.Kind));
        Assert.True(again.PhoneNumberId.IsEmpty);
        Assert.Null(again.Contact);
    }

    [Theory]
    [InlineData("[]", ParkReason.UnexpectedShape)]
    [InlineData("{}", ParkReason.NoMessageId)]
    [InlineData("""{"id":"1","from":"1","type":"hologram"}""", ParkReason.UnknownMessageType)]
    [InlineData("""{"id":"1","from":"1","type":"image"}""", ParkReason.IncompleteContent)]
    public void Bytes_of_no_typed_message_say_why(string raw, ParkReason expected)
    {
        Assert.Null(InboundMessage.TryParse(raw.Utf8(), out var reason));
        Assert.Equal(expected, reason);
        var refusal = Assert.Throws<WebhookFormatException>(() => InboundMessage.Parse(raw.Utf8()));
        Assert.Contains(expected.ToString(), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_a_message_prints_no_content()
    {
        var printed = string.Create(CultureInfo.InvariantCulture, $"{Bodies.OneMessage(Bodies.Text)}");
        foreach (var secret in (string[])["Hola", "34600111222", "ES.1349", "wamid.A", "Ana"])
            Assert.DoesNotContain(secret, printed, StringComparison.Ordinal);
    }
}
