namespace Hermetic.WhatsApp.Tests;

public sealed class MessageKindsTests
{
    [Theory]
    [InlineData("image", null, "image")]
    [InlineData("video", null, "video")]
    [InlineData("document", null, "document")]
    [InlineData("audio", null, "audio")]
    [InlineData("sticker", null, "sticker")]
    [InlineData("location", null, "location")]
    [InlineData("contacts", null, "contacts")]
    [InlineData("reaction", null, "reaction")]
    [InlineData("order", null, "order")]
    [InlineData("edit", null, "edit")]
    [InlineData("revoke", null, "revoke")]
    [InlineData("unsupported", "poll", "unsupported")]
    [InlineData("unknown", null, "unknown")]
    [InlineData("interactive", "nfm_reply", "interactive/nfm_reply")]
    [InlineData("interactive", "call_permission_reply", "interactive/call_permission_reply")]
    [InlineData("interactive", "product", "interactive/product")]
    [InlineData("interactive", "wink", "interactive")]
    [InlineData("interactive", null, "interactive")]
    [InlineData("system", "user_changed_number", "system/user_changed_number")]
    [InlineData("system", "user_changed_user_id", "system/user_changed_user_id")]
    [InlineData("system", "customer_identity_changed", "system/customer_identity_changed")]
    [InlineData("system", "user_grew_up", "system")]
    [InlineData("hologram", null, null)]
    [InlineData("Text", null, null)]
    [InlineData("texts", null, null)]
    public void A_documented_kind_that_is_not_typed_is_parked_under_its_name(string type, string? subtype, string? name)
    {
        var inner = subtype is null ? "{}" : $$"""{"type":"{{subtype}}"}""";
        var message = $$"""{"id":"wamid.A","from":"1","type":"{{type}}","{{type}}":{{inner}} }""";
        var parked = Bodies.OneParked(Bodies.Messages(message));
        Assert.Equal(ParkReason.UnknownMessageType, parked.Reason);
        Assert.Equal(name is null ? null : $"message:{name}", parked.Kind);
        var echo = Bodies.OneParked(Bodies.Value($"\"message_echoes\":[{message}]", "smb_message_echoes"));
        Assert.Equal(name is null ? null : $"echo:{name}", echo.Kind);
    }

    [Theory]
    [InlineData("account_update", true)]
    [InlineData("security", true)]
    [InlineData("user_preferences", true)]
    [InlineData("history", true)]
    [InlineData("telepathy", false)]
    [InlineData("", false)]
    public void A_documented_field_is_parked_under_its_name(string field, bool documented)
    {
        var parked = Bodies.OneParked(Bodies.Value("\"event\":\"x\"", field));
        Assert.Equal(ParkReason.UnknownField, parked.Reason);
        Assert.Equal(documented ? $"field:{field}" : null, parked.Kind);
        Assert.StartsWith("{\"value\":{", parked.Raw.Show(), StringComparison.Ordinal);
    }
}
