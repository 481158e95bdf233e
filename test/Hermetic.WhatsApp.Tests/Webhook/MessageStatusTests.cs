namespace Hermetic.WhatsApp.Tests;

public sealed class MessageStatusTests
{
    private const string Sent =
        """
        {"id":"wamid.S","status":"sent","timestamp":"1700000000","recipient_id":"34600111222",
        "recipient_user_id":"ES.1","parent_recipient_user_id":"ES.ENT.2","biz_opaque_callback_data":"a1b2",
        "pricing":{"billable":true,"pricing_model":"PMP","type":"regular","category":"service"}}
        """;

    [Fact]
    public void A_status_has_everything_that_it_came_with()
    {
        var status = One(Sent);
        Assert.Equal(("status:sent", DeliveryState.Sent), (status.Kind, status.State));
        Assert.Equal("wamid.S", status.Id.Show());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), status.Timestamp);
        Assert.Equal("34600111222", status.Recipient!.PhoneNumber.Show());
        Assert.Equal("ES.1", status.Recipient.UserId.Show());
        Assert.Equal("ES.ENT.2", status.Recipient.ParentUserId.Show());
        Assert.Equal("a1b2", status.Attempt.Show());
        Assert.Equal(new(true, PricingModel.Pmp, PricingType.Regular, PricingCategory.Service), status.Pricing);
        Assert.Null(status.Conversation);
        Assert.False(status.IsToGroup);
        Assert.Equal(status.Recipient, status.Person);
        Assert.Empty(status.ErrorCodes);
        Assert.True(status.ErrorsRaw.IsEmpty);
    }

    [Fact]
    public void The_parent_may_come_under_its_other_name() =>
        Assert.Equal("ES.ENT.2", One(Sent.Replace("parent_recipient_user_id", "recipient_parent_user_id")).Recipient!.ParentUserId.Show());

    [Theory]
    [InlineData("""[{"code":131047},{"code":"131026"}]""", new[] { 131047, 131026 })]
    [InlineData("""[{"code":null},{},7,{"code":-1},{"code":99999999999},{"code":100}]""", new[] { 100 })]
    [InlineData("""{"code":131047}""", new int[0])]
    public void Error_codes_are_read_wherever_they_are_numbers(string errors, int[] codes)
    {
        var status = One($$"""{"id":"wamid.S","status":"failed","errors":{{errors}} }""");
        Assert.Equal(DeliveryState.Failed, status.State);
        Assert.Equal(codes, status.ErrorCodes);
        Assert.Equal(errors, status.ErrorsRaw.Show());
    }

    [Theory]
    [InlineData("""{"billable":false,"pricing_model":"CBP","type":"free_entry_point","category":"referral_conversion"}""",
        false, PricingModel.Cbp, PricingType.FreeEntryPoint, PricingCategory.ReferralConversion)]
    [InlineData("""{"pricing_model":"pmp","type":"free_group_customer_service","category":"general_purpose_ai"}""",
        null, PricingModel.Pmp, PricingType.FreeGroupCustomerService, PricingCategory.GeneralPurposeAi)]
    [InlineData("""{"billable":"yes","pricing_model":7,"type":"gift","category":["service"]}""",
        null, PricingModel.Unknown, PricingType.Unknown, PricingCategory.Unknown)]
    public void A_price_in_words_nobody_knows_is_unknown_and_parks_nothing(
        string pricing, bool? billable, PricingModel model, PricingType type, PricingCategory category) =>
        Assert.Equal(
            new(billable, model, type, category),
            One($$"""{"id":"wamid.S","status":"sent","pricing":{{pricing}} }""").Pricing);

    [Fact]
    public void A_conversation_says_what_it_began_with_and_when_it_ends()
    {
        var conversation = One(
            """
            {"id":"wamid.S","status":"sent",
            "conversation":{"id":"c1","expiration_timestamp":"1700000000","origin":{"type":"referral_conversion"}}}
            """).Conversation!;
        Assert.Equal("c1", conversation.Id.Show());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), conversation.ExpiresAt);
        Assert.Equal(PricingCategory.ReferralConversion, conversation.Origin);
    }

    [Fact]
    public void A_group_is_nobody_and_its_member_is_somebody()
    {
        var status = One(
            """
            {"id":"wamid.S","status":"read","recipient_id":"34600111222","recipient_type":"group",
            "recipient_participant_id":"34600111333","recipient_participant_user_id":"ES.3",
            "recipient_participant_parent_user_id":"ES.ENT.4"}
            """);
        Assert.True(status.IsToGroup);
        Assert.Null(status.Recipient);
        Assert.Equal(("34600111333", "ES.3"), (status.Participant!.PhoneNumber.Show(), status.Participant.UserId.Show()));
        Assert.Equal("ES.ENT.4", status.Participant.ParentUserId.Show());
        Assert.Equal(status.Participant, status.Person);
    }

    [Fact]
    public void The_failure_of_a_payment_is_not_the_failure_of_a_message()
    {
        var parked = Bodies.OneParked(Bodies.Statuses("""{"id":"wamid.S","status":"failed","type":"payment","recipient_id":"1"}"""));
        Assert.Equal(ParkReason.PaymentStatus, parked.Reason);
        Assert.Equal("1", parked.Person!.PhoneNumber.Show());
        Assert.Null(parked.Kind);
    }

    [Fact]
    public void States_rank_in_the_order_in_which_they_come()
    {
        DeliveryState[] ladder =
            [DeliveryState.Queued, DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Read, DeliveryState.Played];
        Assert.Equal(ladder.Order(), ladder);
    }

    private static MessageStatus One(string status) =>
        Assert.IsType<MessageStatus>(Assert.Single(Bodies.Read(Bodies.Statuses(status)).Elements));
}
