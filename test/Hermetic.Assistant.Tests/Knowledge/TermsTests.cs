using System.Text;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Knowledge;

public sealed class TermsTests
{
    private readonly Terms _terms = new("en");

    [Theory]
    [InlineData("parking", "parked")]
    [InlineData("voucher", "vouchers")]
    [InlineData("allergy", "allergies")]
    [InlineData("cancel", "cancellations")]
    [InlineData("insured", "insurance")]
    [InlineData("Café", "cafes")]
    public void Forms_of_a_word_are_one_term(string one, string other) =>
        Assert.Equal(Read(one), Read(other));

    [Theory]
    [InlineData("car", "vehicle")]
    [InlineData("x-ray", "Xrays")]
    [InlineData("Wi-Fi", "wifi")]
    [InlineData("gift card", "voucher")]
    [InlineData("toothache", "pain")]
    public void Words_that_mean_the_same_are_one_term(string one, string other) =>
        Assert.Equal(Read(one), Read(other));

    [Theory]
    [InlineData("extensions", "extentions")]
    [InlineData("extensions", "extensoins")]
    [InlineData("extensions", "exttensions")]
    [InlineData("extensions", "extesions")]
    public void One_slip_is_forgiven(string right, string wrong)
    {
        var known = Assert.Single(_terms.Learn(right));
        Assert.Equal([known], Read(wrong));
    }

    [Theory]
    [InlineData("extensions", "xtensions")]
    [InlineData("extensions", "ektenzions")]
    [InlineData("crown", "crowd")]
    [InlineData("sauna", "saunas and fauna")]
    [InlineData("beer", "bear")]
    public void Another_word_is_not_taken_for_a_slip(string known, string other)
    {
        _terms.Learn(known);
        Assert.Contains(Terms.Unknown, Read(other));
    }

    [Fact]
    public void A_message_has_each_term_once_no_stop_words_and_no_unknown_numbers()
    {
        var known = Assert.Single(_terms.Learn("balayage"));
        Assert.Equal([known, Terms.Unknown, Terms.Unknown], Read("what is the balayage BALAYAGE 42 qwx qwy"));
    }

    [Fact]
    public void No_more_than_64_terms_of_a_message_are_read()
    {
        var words = Enumerable.Range(0, 500).Select(i => $"zz{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}");
        Assert.Equal(Terms.Most, Read(string.Join(' ', words)).Length);
    }

    [Fact]
    public void A_very_long_word_is_no_word() => Assert.Empty(Read(new string('a', 4000)));

    private int[] Read(string text)
    {
        using var tokens = Tokenizer.Tokenize(Encoding.UTF8.GetBytes(text));
        var terms = new int[Terms.Most];
        return terms[.._terms.Read(tokens, terms)];
    }
}
