namespace Hermetic.WhatsApp.Tests;

public sealed class MessageEchoTests
{
    [Fact]
    public void What_the_business_wrote_on_its_phone_belongs_to_the_person_it_went_to()
    {
        var echoes = Bodies.Read(BodyVectors.Kinds.Single(vector => vector.Name == "echoes").Body).Elements
            .Cast<MessageEcho>().ToList();
        Assert.All(echoes, echo => Assert.Equal("34600111222", echo.Person!.PhoneNumber.Show()));
        Assert.All(echoes, echo => Assert.Equal("Ana", echo.Contact!.ProfileName.Show()));
        Assert.Equal("Buenas", Assert.IsType<TextMessage>(echoes[0].Content).Body.Show());
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), echoes[0].Timestamp);
        var edited = Assert.IsType<MessageEdit>(echoes[1].Content);
        Assert.Equal(("wamid.E==", "Buenos días"), (edited.OriginalMessageId.Show(), ((TextMessage)edited.Content).Body.Show()));
        Assert.Equal("wamid.E==", Assert.IsType<MessageRevocation>(echoes[2].Content).OriginalMessageId.Show());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"id":"w","to":"1","type":"hologram"}""")]
    [InlineData("""{"id":"w","type":"text","text":{"body":"x"}}""")]
    public void Bytes_of_no_typed_echo_are_refused(string raw) =>
        Assert.Throws<WebhookFormatException>(() => MessageEcho.Parse(raw.Utf8()));
}
