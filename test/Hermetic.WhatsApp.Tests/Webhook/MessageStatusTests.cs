namespace Hermetic.WhatsApp.Tests;

public sealed class MessageStatusTests
{
    private const string Sent =
        """
        {"id":"wamid.S","status":"sent","timestamp":"1700000000","recipient_id":"34600111222",
        "recipient_user_id":"ES.1","parent_recipient_user_id":"ES.ENT.2","biz_opaque_callback_data":"a1b2",
        "pricing":{"billable":true,"category":"service"}}
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
        Assert.Equal("""{"billable":true,"category":"service"}""", status.PricingRaw.Show());
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

    [Fact]
    public void A_group_is_nobody() =>
        Assert.Null(One("""{"id":"wamid.S","status":"read","recipient_id":"34600111222","recipient_type":"group"}""").Recipient);

    [Fact]
    public void The_failure_of_a_payment_is_not_the_failure_of_a_message()
    {
        var parked = Bodies.OneParked(Bodies.Statuses("""{"id":"wamid.S","status":"failed","type":"payment","recipient_id":"1"}"""));
        Assert.Equal(ParkReason.UnknownStatus, parked.Reason);
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
