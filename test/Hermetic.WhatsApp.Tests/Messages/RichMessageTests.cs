namespace Hermetic.WhatsApp.Tests;

public sealed class RichMessageTests
{
    [Fact]
    public void A_place_keeps_its_degrees_as_they_were_written()
    {
        var place = BodyVectors.Content<LocationMessage>("place");
        Assert.Equal(("37.4611978", "-122.2164385"), (place.Latitude.Show(), place.Longitude.Show()));
        Assert.Equal(("HQ", "1 Hacker Way"), (place.Name.Show(), place.Address.Show()));
    }

    [Theory]
    [InlineData("90", "180", true)]
    [InlineData("-90", "-180", true)]
    [InlineData("\"12.25089\"", "\"\\u0034\"", true)]
    [InlineData("1e1", "0", true)]
    [InlineData("90.0001", "0", false)]
    [InlineData("0", "-180.1", false)]
    [InlineData("1e400", "0", false)]
    [InlineData("\"\"", "0", false)]
    [InlineData("true", "0", false)]
    [InlineData("\"Infinity\"", "0", false)]
    public void Degrees_are_on_the_globe_or_the_message_is_set_aside(string latitude, string longitude, bool typed)
    {
        var content = Bodies.Read(Bodies.Messages(
            $$$"""{"id":"w","from":"1","type":"location","location":{"latitude":{{{latitude}}},"longitude":{{{longitude}}} }}"""));
        Assert.Equal(typed ? 1 : 0, content.Elements.Count);
        Assert.All(content.Parked, parked => Assert.Equal(ParkReason.IncompleteContent, parked.Reason));
    }

    [Fact]
    public void Contact_cards_come_in_their_order()
    {
        var cards = BodyVectors.Content<ContactsMessage>("two contact cards").Contacts;
        Assert.Equal(["Bea", "Leo"], cards.Select(card => card.Name.Show()));
        Assert.Equal((ContactOrigin.ContactRequest, ContactOrigin.Unknown), (cards[0].Origin, cards[1].Origin));
        var phone = Assert.Single(cards[0].Phones);
        Assert.Equal(("+34 600 111 333", "34600111333"), (phone.Number.Show(), phone.WhatsAppId.Show()));
        Assert.Equal("BEGIN:VCARD", cards[0].Vcard.Show());
        Assert.Empty(cards[1].Phones);
    }

    [Fact]
    public void An_order_keeps_its_numbers_as_they_were_written()
    {
        var order = BodyVectors.Content<OrderMessage>("order");
        Assert.Equal(("c1", "Para hoy"), (order.CatalogId.Show(), order.Text.Show()));
        Assert.Equal(["SKU-1 3 30.5 EUR", "SKU-2 1  "], order.Items.Select(item =>
            $"{item.ProductRetailerId.Show()} {item.Quantity.Show()} {item.ItemPrice.Show()} {item.Currency.Show()}"));
    }

    [Theory]
    [InlineData(",\"emoji\":\"\\ud83d\\udc4d\"", "👍")]
    [InlineData(",\"emoji\":\"\"", null)]
    [InlineData(",\"emoji\":null", null)]
    [InlineData("", null)]
    public void A_reaction_without_an_emoji_takes_the_earlier_one_off(string emoji, string? shown)
    {
        var reaction = Assert.IsType<Reaction>(Bodies.OneMessage(
            $$$"""{"id":"w","from":"1","type":"reaction","reaction":{"message_id":"wamid.B"{{{emoji}}} }}""").Content);
        Assert.Equal("wamid.B", reaction.MessageId.Show());
        Assert.Equal((shown, shown is null), (reaction.Emoji.Show(), reaction.IsRemoval));
    }

    [Fact]
    public void An_edit_holds_what_the_message_says_now()
    {
        var edit = BodyVectors.Content<MessageEdit>("edit");
        Assert.Equal("wamid.B==", edit.OriginalMessageId.Show());
        Assert.Equal("Mejor", Assert.IsType<ImageMessage>(edit.Content).Caption.Show());
    }

    [Fact]
    public void A_revocation_names_the_message_that_is_gone() =>
        Assert.Equal("wamid.B==", BodyVectors.Content<MessageRevocation>("revoke").OriginalMessageId.Show());

    [Fact]
    public void What_WhatsApp_does_not_hand_over_says_why()
    {
        var message = BodyVectors.One<InboundMessage>("unsupported");
        Assert.Equal("poll", Assert.IsType<UnsupportedMessage>(message.Content).Type.Show());
        Assert.Equal([131051], message.ErrorCodes);
        Assert.Null(BodyVectors.Content<UnsupportedMessage>("unknown").Type);
    }

    [Theory]
    [InlineData("accept", CallPermission.Accept)]
    [InlineData("reject", CallPermission.Reject)]
    [InlineData("maybe", CallPermission.Unknown)]
    public void A_permission_to_call_is_an_explicit_one(string response, CallPermission expected)
    {
        var reply = Assert.IsType<CallPermissionReply>(Bodies.OneMessage(
            $$$"""
            {"id":"w","from":"1","type":"interactive","interactive":{"type":"call_permission_reply",
            "call_permission_reply":{"response":"{{{response}}}","is_permanent":true,"expiration_timestamp":1753186982} } }
            """).Content);
        Assert.Equal((expected, true), (reply.Response, reply.IsPermanent));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_753_186_982), reply.ExpiresAt);
    }

    [Fact]
    public void A_chosen_product_is_a_number_of_the_catalogue()
    {
        var product = BodyVectors.Content<ProductReply>("product from a message");
        Assert.Equal(("c1", "SKU-1"), (product.CatalogId.Show(), product.ProductRetailerId.Show()));
    }

    [Fact]
    public void A_referral_tells_where_the_person_came_from()
    {
        var referral = BodyVectors.One<InboundMessage>("from an advertisement").Referral!;
        Assert.Equal(ReferralSource.Ad, referral.SourceType);
        Assert.Equal(("ADID", "CLID"), (referral.SourceId.Show(), referral.ClickId.Show()));
        Assert.Equal(("Oferta", "Ven", "¿Cita?"), (referral.Headline.Show(), referral.Body.Show(), referral.WelcomeText.Show()));
    }

    [Fact]
    public void A_question_about_a_product_names_it()
    {
        var product = BodyVectors.One<InboundMessage>("about a product").Context!.Product!;
        Assert.Equal(("c1", "SKU-1"), (product.CatalogId.Show(), product.ProductRetailerId.Show()));
    }
}
