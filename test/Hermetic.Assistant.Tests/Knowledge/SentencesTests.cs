using CsCheck;

namespace Hermetic.Assistant.Tests.Knowledge;

public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", "One.|Two!|Three?|Four")]
    [InlineData("Come at 9.30 or at 10.", "Come at 9.30 or at 10.")]
    [InlineData("Bring papers, e.g. a passport. Thank you.", "Bring papers, e.g. a passport.|Thank you.")]
    [InlineData("Ask Dr. Seidel. She knows.", "Ask Dr. Seidel.|She knows.")]
    [InlineData("It has \"no step.\" Come in.", "It has \"no step.\"|Come in.")]
    [InlineData("Wait… then come. Yes?! Well.", "Wait… then come.|Yes?!|Well.")]
    [InlineData("See https://salon.example/a.b for it. Bye.", "See https://salon.example/a.b for it.|Bye.")]
    [InlineData("", "")]
    [InlineData("...", "...")]
    public void A_sentence_ends_where_a_reader_would_end_it(string text, string sentences) =>
        Assert.Equal(sentences, string.Join('|', Sentences.Of(text).Select(range => text[range])));

    [Fact]
    public void Nothing_of_a_text_is_lost_or_said_twice() =>
        Gen.OneOf(Gen.Const('.'), Gen.Const(' '), Gen.Char['a', 'd'], Gen.Char['A', 'B'], Gen.Const('"'))
            .Array[0, 40]
            .Select(letters => string.Join(
                ' ', new string(letters).Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .Sample(
                text => string.Join(' ', Sentences.Of(text).Select(range => text[range])) == text, iter: 5000);
}
