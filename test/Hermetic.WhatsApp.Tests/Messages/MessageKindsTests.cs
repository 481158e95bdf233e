namespace Hermetic.WhatsApp.Tests;

public sealed class MessageKindsTests
{
    [Theory]
    [InlineData("interactive", "wink", "interactive")]
    [InlineData("interactive", null, "interactive")]
    [InlineData("system", "user_grew_up", "system")]
    [InlineData("hologram", null, null)]
    [InlineData("Text", null, null)]
    [InlineData("texts", null, null)]
    public void A_kind_of_the_future_is_parked_under_what_is_known_of_its_name(string type, string? subtype, string? name)
    {
        var inner = subtype is null ? "{}" : $$"""{"type":"{{subtype}}"}""";
        var message = $$"""{"id":"wamid.A","from":"1","to":"1","type":"{{type}}","{{type}}":{{inner}} }""";
        var parked = Bodies.OneParked(Bodies.Messages(message));
        Assert.Equal(ParkReason.UnknownMessageType, parked.Reason);
        Assert.Equal(name is null ? null : $"message:{name}", parked.Kind);
        var echo = Bodies.OneParked(Bodies.Value($"\"message_echoes\":[{message}]", "smb_message_echoes"));
        Assert.Equal(name is null ? null : $"echo:{name}", echo.Kind);
    }

    [Theory]
    [InlineData("image", "image")]
    [InlineData("contacts", "contacts")]
    [InlineData("reaction", "reaction")]
    [InlineData("order", "order")]
    [InlineData("edit", "edit")]
    [InlineData("revoke", "revoke")]
    [InlineData("text", "text")]
    public void A_documented_kind_without_its_content_is_parked_under_its_name(string type, string name)
    {
        var parked = Bodies.OneParked(Bodies.Messages($$"""{"id":"wamid.A","from":"1","type":"{{type}}"}"""));
        Assert.Equal((ParkReason.IncompleteContent, $"message:{name}"), (parked.Reason, parked.Kind));
        Assert.Equal("1", parked.Person!.PhoneNumber.Show());
    }
}
