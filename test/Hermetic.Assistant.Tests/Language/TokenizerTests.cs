using System.Text;
using CsCheck;
using Hermetic.Assistant.Language;

namespace Hermetic.Assistant.Tests.Language;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("Hello, WORLD", "hello|,|world")]
    [InlineData("3pm", "3|pm")]
    [InlineData("15h30", "15|h|30")]
    [InlineData("3:30", "3|:|30")]
    [InlineData("o'clock O’Clock", "oclock|oclock")]
    [InlineData("3 p.m. please", "3|pm|please")]
    [InlineData("half-past twenty-first", "half|past|twenty|first")]
    [InlineData("2026-11-24", "2026|-|11|-|24")]
    [InlineData("Müller façade ŁÓDŹ straße", "muller|facade|lodz|strasse")]
    [InlineData("cafe\u0301", "cafe")]
    [InlineData("what?!!!", "what|?|!")]
    [InlineData("👍🏽 ok", "👍|ok")]
    [InlineData("❤️", "❤")]
    [InlineData("٣ ５", "3|5")]
    [InlineData("10 – 12", "10|-|12")]
    [InlineData("ПРИВЕТ", "привет")]
    [InlineData("   \t\n", "")]
    public void A_message_is_cut_into_folded_tokens(string message, string expected)
    {
        using var text = Tokenizer.Tokenize(Encoding.UTF8.GetBytes(message));
        Assert.Equal(
            expected,
            string.Join(
                '|',
                Enumerable.Range(0, text.Count).Select(i => Encoding.UTF8.GetString(text.Folded(i)))
            )
        );
    }

    [Fact]
    public void Offsets_lead_back_to_the_message()
    {
        var message = Encoding.UTF8.GetBytes("é à 15:30, où?");
        using var text = Tokenizer.Tokenize(message);
        Assert.Equal(
            "é|à|15|:|30|,|où|?",
            string.Join(
                '|',
                text.Tokens.ToArray()
                    .Select(token => Encoding.UTF8.GetString(message.AsSpan(token.Start, token.Length)))
            )
        );
    }

    [Fact]
    public void Glue_tells_a_clock_from_a_count()
    {
        using var text = Tokenizer.Tokenize("3pm 3 pm"u8);
        Assert.Equal([false, true, false, false], text.Tokens.ToArray().Select(token => token.Glued));
    }

    [Fact]
    public void A_number_too_long_to_count_saturates()
    {
        using var text = Tokenizer.Tokenize("123456789012345678901234567890"u8);
        Assert.Equal((999_999_999, 30), (text[0].Value, text[0].Digits));
    }

    [Fact]
    public void Only_the_first_thousand_tokens_are_read()
    {
        using var text = Tokenizer.Tokenize(
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a ", 3000)))
        );
        Assert.Equal(TokenizedText.MostTokens, text.Count);
    }

    [Fact]
    public void Any_bytes_are_cut_without_a_throw_and_in_order() =>
        Gen
            .Byte.Array[0, 400]
            .Sample(
                bytes =>
                {
                    using var text = Tokenizer.Tokenize(bytes);
                    var end = 0;
                    foreach (var token in text.Tokens)
                    {
                        if (token.Start < end || token.Length <= 0 || text.Folded(token).IsEmpty)
                            return false;
                        end = token.Start + token.Length;
                    }
                    return end <= bytes.Length;
                },
                iter: 5000
            );

    [Fact]
    public void Folding_twice_changes_nothing_more() =>
        Gen.String[Gen.Char['\u00C0', '\u024F'], 1, 40]
            .Sample(message =>
            {
                using var once = Tokenizer.Tokenize(Encoding.UTF8.GetBytes(message));
                var folded = Enumerable
                    .Range(0, once.Count)
                    .SelectMany(i => once.Folded(i).ToArray().Append((byte)' '))
                    .ToArray();
                using var twice = Tokenizer.Tokenize(folded);
                return folded.SequenceEqual(
                    Enumerable
                        .Range(0, twice.Count)
                        .SelectMany(i => twice.Folded(i).ToArray().Append((byte)' '))
                );
            });
}
