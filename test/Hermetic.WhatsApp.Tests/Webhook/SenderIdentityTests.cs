namespace Hermetic.WhatsApp.Tests;

public sealed class SenderIdentityTests
{
    [Fact]
    public void The_user_id_comes_first_and_the_number_without_its_plus()
    {
        var sender = Sender("""
            "from":"+34600111222","from_user_id":"ES.123456","from_parent_user_id":"ES.ENT.11815799212886844830"
            """);
        Assert.Equal("ES.123456", sender.UserId.Show());
        Assert.Equal("34600111222", sender.PhoneNumber.Show());
        Assert.Equal("ES.ENT.11815799212886844830", sender.ParentUserId.Show());
    }

    [Theory]
    [InlineData("\\u002b34600111222")]
    [InlineData("+\\u0033\\u0034600111222")]
    [InlineData("\\u0033\\u0034600111222")]
    public void A_number_written_with_escapes_is_the_same_number(string number) =>
        Assert.Equal("34600111222", Sender($"\"from\":\"{number}\"").PhoneNumber.Show());

    [Fact]
    public void A_person_without_a_number_is_known_by_the_user_id_alone()
    {
        var sender = Sender("\"from_user_id\":\"ES.123456\"");
        Assert.Equal("ES.123456", sender.UserId.Show());
        Assert.Null(sender.PhoneNumber);
    }

    [Fact]
    public void A_user_id_in_the_place_of_the_number_is_a_user_id()
    {
        var sender = Sender("\"from\":\"ES.123456\"");
        Assert.Equal("ES.123456", sender.UserId.Show());
        Assert.Null(sender.PhoneNumber);
    }

    [Theory]
    [InlineData("US.1", true)]
    [InlineData("US.13491208655302741918", true)]
    [InlineData("US.aZ09", true)]
    [InlineData("US.", false)]
    [InlineData("US", false)]
    [InlineData("", false, true)]
    [InlineData("U.1", false)]
    [InlineData("USA.1", false)]
    [InlineData("us.1", false)]
    [InlineData("US-1", false)]
    [InlineData("US.1.2", false)]
    [InlineData("US.ENT.1", false)]
    [InlineData("US.1 ", false)]
    [InlineData("US.ä", false)]
    [InlineData("US.\\u0000", false)]
    public void A_user_id_has_one_form(string userId, bool valid, bool absent = false)
    {
        var content = Bodies.Read(Bodies.Messages(Message($"\"from_user_id\":\"{userId}\"")));
        Assert.Equal(valid ? 1 : 0, content.Elements.Count);
        if (!valid)
            Assert.Equal(absent ? ParkReason.NoSender : ParkReason.MalformedSender, content.Parked[0].Reason);
    }

    [Theory]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void A_user_id_has_at_most_128_letters_and_digits(int length, bool valid)
    {
        foreach (var unit in (string[])["7", "\\u0037"])
        {
            var userId = "US." + string.Concat(Enumerable.Repeat(unit, length));
            Assert.Equal(valid ? 1 : 0, Bodies.Read(Bodies.Messages(Message($"\"from_user_id\":\"{userId}\""))).Elements.Count);
        }
    }

    [Theory]
    [InlineData("US.11815799212886844830")]
    [InlineData("US.ENT.")]
    [InlineData("US.ent.1")]
    public void A_malformed_parent_is_left_out_and_parks_nothing(string parent) =>
        Assert.Null(Sender($"\"from\":\"1\",\"from_parent_user_id\":\"{parent}\"").ParentUserId);

    [Fact]
    public void A_malformed_user_id_beside_a_good_number_is_parked_under_the_number()
    {
        var parked = Bodies.OneParked(Bodies.Messages(Message("\"from\":\"34600111222\",\"from_user_id\":\"x\"")));
        Assert.Equal(ParkReason.MalformedSender, parked.Reason);
        Assert.Equal("34600111222", parked.Person!.PhoneNumber.Show());
        Assert.Null(parked.Person.UserId);
    }

    [Theory]
    [InlineData("""{"user_id":"ES.1","wa_id":"34600111222","profile":{"name":"Right"}}""", "Right")]
    [InlineData("""{"user_id":"ES.1","wa_id":"99","profile":{"name":"Right"}}""", "Right")]
    [InlineData("""{"wa_id":"34600111222","profile":{"name":"Right"}}""", "Right")]
    [InlineData("""{"user_id":"ES.2","wa_id":"34600111222","profile":{"name":"Wrong"}}""", null)]
    [InlineData("""{"user_id":"ES.2","wa_id":"99","profile":{"name":"Wrong"}}""", null)]
    [InlineData("""{"profile":{"name":"Wrong"}}""", null)]
    public void A_contact_belongs_to_a_message_by_user_id_and_else_by_number(string contact, string? name)
    {
        var message = Message("\"from\":\"34600111222\",\"from_user_id\":\"ES.1\"");
        var content = Bodies.Read(Bodies.Value($"\"contacts\":[{contact}],\"messages\":[{message}]"));
        Assert.Equal(name, Assert.IsType<InboundMessage>(Assert.Single(content.Elements)).Contact?.ProfileName.Show());
    }

    private static SenderIdentity Sender(string members) => Bodies.OneMessage(Message(members)).Sender;

    private static string Message(string members) =>
        $$"""{"id":"wamid.A","type":"text","text":{"body":"x"},{{members}} }""";
}
