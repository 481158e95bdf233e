namespace Hermetic.Assistant.Tests;

public sealed class LanguageQuestionTests
{
    [Theory]
    [InlineData("hablas español?", ForeignLanguage.Spanish)]
    [InlineData("¿Habla usted espanol?", ForeignLanguage.Spanish)]
    [InlineData("en español por favor", ForeignLanguage.Spanish)]
    [InlineData("no hablo inglés", ForeignLanguage.Spanish)]
    [InlineData("parlez-vous français", ForeignLanguage.French)]
    [InlineData("Sprechen Sie Deutsch", ForeignLanguage.German)]
    [InlineData("auf Deutsch bitte", ForeignLanguage.German)]
    [InlineData("fala português?", ForeignLanguage.Portuguese)]
    [InlineData("do you speak German?", ForeignLanguage.German)]
    [InlineData("could you write to me in French?", ForeignLanguage.French)]
    [InlineData("spanish please", ForeignLanguage.Spanish)]
    [InlineData("do you speak Turkish?", null)]
    [InlineData("what languages do you speak?", null)]
    [InlineData("I don't speak English", null)]
    public void Who_asks_for_a_language_is_answered_in_it_where_that_is_possible(string text, ForeignLanguage? answer)
    {
        var asked = Find(text);

        Assert.NotNull(asked);
        Assert.Equal(answer, asked.AnswerIn);
        Assert.False(asked.IsEnglish);
    }

    [Theory]
    [InlineData("do you speak English?")]
    [InlineData("can I write to you in english")]
    public void English_is_spoken(string text) => Assert.True(Find(text)?.IsEnglish);

    [Theory]
    [InlineData("is the German number still right?")]
    [InlineData("I would like a French manicure")]
    [InlineData("do your stylists know how to make a French braid?")]
    [InlineData("a haircut on friday at 3")]
    [InlineData("I read on your page, which was in German by the way, that you are closed on mondays, is that right")]
    public void A_language_that_is_only_named_is_not_asked_for(string text) => Assert.Null(Find(text));

    private static LanguageQuestion? Find(string text)
    {
        var folded = FoldedText.Fold(text);
        return LanguageQuestion.Find(folded, folded.Count((byte)' ') - 1);
    }
}
