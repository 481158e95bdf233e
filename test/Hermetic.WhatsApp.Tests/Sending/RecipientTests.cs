namespace Hermetic.WhatsApp.Tests;

public sealed class RecipientTests
{
    [Theory]
    [InlineData("+34600111222", true)]
    [InlineData("+123456789012345", true)]
    [InlineData("34600111222", false)]
    [InlineData("+", false)]
    [InlineData("", false)]
    [InlineData("+1234567890123456", false)]
    [InlineData("+34 600", false)]
    [InlineData("+34\"", false)]
    [InlineData("ES.1", false)]
    public void A_number_is_a_plus_and_up_to_15_digits(string number, bool valid)
    {
        var made = Record.Exception(() => Recipient.PhoneNumber(number.Utf8()));
        Assert.Equal(valid, made is null);
        if (!valid)
            Assert.IsType<ArgumentException>(made);
    }

    [Theory]
    [InlineData("ES.13491208655302741918", true)]
    [InlineData("ES.ENT.1", false)]
    [InlineData("+34600111222", false)]
    [InlineData("", false)]
    public void A_user_id_has_its_form(string userId, bool valid)
    {
        var made = Record.Exception(() => Recipient.UserId(userId.Utf8()));
        Assert.Equal(valid, made is null);
    }
}
