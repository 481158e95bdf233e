using System.Text;

namespace Hermetic.Assistant.Tests;

public sealed class NamedStrangerTests
{
    private static bool IsHeard(string text) => NamedStranger.IsIn(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("a check-up with Dr Nobody")]
    [InlineData("with dr nobody please")]
    [InlineData("With Dr. Nobody, please")]
    [InlineData("can I move it to Dr. Smith?")]
    [InlineData("is doctor huber free on friday?")]
    [InlineData("I'd like to see Frau Müller")]
    [InlineData("haircut with Lena on friday")]
    [InlineData("haircut with lena on friday")]
    [InlineData("HAIRCUT WITH LENA")]
    [InlineData("With Özlem")]
    [InlineData("is Lena free tomorrow?")]
    [InlineData("does anna work on friday")]
    public void A_name_is_heard(string text) => Assert.True(IsHeard(text));

    [Theory]
    [InlineData("a haircut with highlights on friday")]
    [InlineData("Haircut With Highlights On Friday")]
    [InlineData("HAIRCUT WITH HIGHLIGHTS")]
    [InlineData("can I pay with Visa?")]
    [InlineData("I need to see the doctor tomorrow")]
    [InlineData("I want to see a Doctor on Friday")]
    [InlineData("please finish by Friday")]
    [InlineData("can I come with Anna?")]
    [InlineData("can I come with my daughter")]
    [InlineData("what's wrong with you?")]
    [InlineData("see you on Monday")]
    [InlineData("is it free tomorrow?")]
    [InlineData("is parking free?")]
    [InlineData("my name is Anna")]
    [InlineData("")]
    public void What_asks_for_nobody_is_not_heard(string text) => Assert.False(IsHeard(text));

    [Fact]
    public void A_name_of_the_business_is_nobody_strange() => Assert.All(
        SampleBusiness.DentalPractice.Staff.SelectMany(member => member.Aliases.Prepend(member.Name)),
        name => Assert.NotNull(
            StaffLexicon.Of(SampleBusiness.DentalPractice).Find(FoldedText.Fold($"with {name}"))));
}
