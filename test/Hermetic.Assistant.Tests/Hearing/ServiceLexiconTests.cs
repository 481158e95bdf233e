namespace Hermetic.Assistant.Tests;

public sealed class ServiceLexiconTests
{
    private static readonly ServiceLexicon Salon = ServiceLexicon.Of(SampleBusiness.HairSalon);

    [Theory]
    [InlineData("can I get a haircut on friday", "haircut")]
    [InlineData("HAIRCUT!!!", "haircut")]
    [InlineData("just a trim please", "haircut")]
    [InlineData("a beard trim please", "beard-trim")]
    [InlineData("I need a hair cut", "haircut")]
    [InlineData("two haircuts for us", "haircut")]
    [InlineData("a kids' haircut", "kids-cut")]
    [InlineData("a haircut for my son", "kids-cut")]
    [InlineData("color my hair", "colour")]
    [InlineData("some highlights", "balayage")]
    [InlineData("blow-dry", "blow-dry")]
    [InlineData("blow dry", "blow-dry")]
    public void A_service_is_recognised_by_its_names(string text, string serviceId) =>
        Assert.Equal(serviceId, Salon.Find(FoldedText.Fold(text)));

    [Theory]
    [InlineData("")]
    [InlineData("hello there")]
    [InlineData("that is a shortcut")]
    [InlineData("I was cutting it fine")]
    [InlineData("trimmings")]
    [InlineData("haircutters")]
    public void Parts_of_words_are_no_services(string text) => Assert.Null(Salon.Find(FoldedText.Fold(text)));

    [Fact]
    public void Accents_in_the_names_of_a_business_need_not_be_typed()
    {
        var salon = ServiceLexicon.Of(SampleBusiness.HairSalon with
        {
            Services = [new("dye", "Färben", ["Strähnchen"], 60, Price: null)],
        });

        Assert.Equal("dye", salon.Find(FoldedText.Fold("einmal farben bitte")));
        Assert.Equal("dye", salon.Find(FoldedText.Fold("STRÄHNCHEN")));
    }
}
