namespace Hermetic.WhatsApp.Tests;

/// <summary>Who a person is from now on: what moves a conversation, and what must not.</summary>
public sealed class SystemMessageTests
{
    [Fact]
    public void A_new_number_comes_from_the_old_one()
    {
        var message = BodyVectors.One<InboundMessage>("new number");
        Assert.Equal("34600111222", message.Sender.PhoneNumber.Show());
        Assert.Equal("34600111999", Assert.IsType<NumberChange>(message.Content).NewIdentity.PhoneNumber.Show());
    }

    [Fact]
    public void A_new_user_id_names_the_old_one()
    {
        var change = BodyVectors.Content<UserIdChange>("new user id");
        Assert.Equal(("ES.99", "34600111222"), (change.NewIdentity.UserId.Show(), change.NewIdentity.PhoneNumber.Show()));
        Assert.Equal("ES.13491208655302741918", change.PreviousUserId.Show());
        Assert.Equal("Ana changed", change.Body.Show());
    }

    [Fact]
    public void Without_a_sender_it_is_about_the_person_it_names()
    {
        var message = BodyVectors.One<InboundMessage>("new user id of nobody else");
        Assert.Equal("ES.99", message.Sender.UserId.Show());
        var before = Bodies.OneMessage(
            """
            {"id":"w","type":"system","system":{"type":"user_changed_user_id","user_id":"ES.2","previous_user_id":"ES.1"}}
            """);
        Assert.Equal("ES.1", before.Sender.UserId.Show());
    }

    [Fact]
    public void The_sentence_with_the_chosen_name_in_it_is_never_believed() =>
        Assert.Null(BodyVectors.Content<UserIdChange>("new user id of nobody else").PreviousUserId);

    [Fact]
    public void A_sender_that_is_odd_is_not_replaced_by_the_one_in_the_system_object()
    {
        var parked = Bodies.OneParked(Bodies.Messages(
            """
            {"id":"w","from_user_id":"odd","type":"system","system":{"type":"user_changed_user_id","user_id":"ES.2"}}
            """));
        Assert.Equal(ParkReason.MalformedSender, parked.Reason);
        Assert.Null(parked.Person);
    }

    [Fact]
    public void A_new_key_brings_its_hash()
    {
        var message = BodyVectors.One<InboundMessage>("new key");
        Assert.IsType<IdentityKeyChange>(message.Content);
        Assert.Equal("Sjvjlx8G6Z0=", message.IdentityKey!.Hash.Show());
        Assert.False(message.IdentityKey.IsAcknowledged);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_602_532_300), message.IdentityKey.CreatedAt);
    }

    [Fact]
    public void A_contact_brings_the_hash_of_its_key() =>
        Assert.Equal("a2V5", BodyVectors.One<InboundMessage>("video").Contact!.IdentityKeyHash.Show());
}
