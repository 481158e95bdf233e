using System.Text;
using System.Text.Json;
using CsCheck;

namespace Hermetic.WhatsApp.Tests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain", "plain")]
    [InlineData("\\u00e4\\u00f6", "äö")]
    [InlineData("\\u20AC", "€")]
    [InlineData("\\ud83d\\ude00!", "😀!")]
    [InlineData("a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t", "a\"b\\c/d\b\f\n\r\t")]
    [InlineData("\\u0000", "\0")]
    [InlineData("\\ud83d", "\ufffd")]
    [InlineData("\\ud83dx", "\ufffdx")]
    [InlineData("\\ud83d\\n", "\ufffd\n")]
    [InlineData("\\ude00\\ud83d", "\ufffd\ufffd")]
    [InlineData("\\ud83d\\ud83d\\ude00", "\ufffd😀")]
    public void A_text_unescapes_as_RFC_8259_says(string json, string expected)
    {
        var text = Read(json);
        Assert.Equal(expected, text.Show());
        Assert.True(text.ValueEquals(Encoding.UTF8.GetBytes(expected)));
        Assert.False(text.ValueEquals(Encoding.UTF8.GetBytes(expected + "x")));
        Assert.False(text.ValueEquals(Encoding.UTF8.GetBytes("x" + expected)));
        Assert.Equal(expected.Length == 0, text.IsEmpty);
        Assert.Equal(json.Contains('\\', StringComparison.Ordinal), text.HasEscapes);
        Assert.Equal(json, text.Raw.Show());
    }

    [Fact]
    public void Any_text_comes_back_from_any_way_of_writing_it() =>
        Gen.String.Sample(text =>
        {
            var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
            var written = JsonSerializer.Serialize(valid)[1..^1];
            var (escaped, same) = (Read(written), Read(JsonMutation.EscapeEveryCharacter($"\"{Harmless(valid)}\"")[1..^1]));
            Assert.Equal(valid, escaped.Show());
            Assert.Equal(Harmless(valid), same.Show());
            Assert.Equal(Read(Harmless(valid)), same);
            Assert.Equal(Read(Harmless(valid)).GetHashCode(), same.GetHashCode());
        });

    [Fact]
    public void Equality_is_of_texts_and_not_of_spellings()
    {
        JsonText[] same = [Read("aä"), Read("a\\u00e4"), Read("\\u0061ä"), Read("\\u0061\\u00E4")];
        foreach (var left in same)
        {
            foreach (var right in same)
            {
                Assert.True(left == right);
                Assert.Equal(left.GetHashCode(), right.GetHashCode());
            }
            Assert.True(left != Read("a\\u00e5"));
            Assert.False(left.Equals(Read("a")));
            Assert.False(left.Equals((object)"aä"));
        }
    }

    [Fact]
    public void A_destination_that_is_too_short_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Read("abc").Unescape(new byte[2]));
        Assert.Throws<ArgumentException>(() => Read("ab\\u00e4").Unescape(new byte[3]));
    }

    [Fact]
    public void The_default_is_an_empty_text()
    {
        Assert.True(default(JsonText).IsEmpty);
        Assert.True(default(JsonText).ValueEquals(""u8));
        Assert.Equal(0, default(JsonText).Unescape([]));
        Assert.Equal(default, Read(""));
    }

    [Fact]
    public void A_text_is_never_printed() => Assert.Equal("[content]", Read("secret").ToString());

    private static JsonText Read(string json) =>
        Assert.IsType<TextMessage>(Bodies.OneMessage($$"""{"id":"1","from":"1","type":"text","text":{"body":"{{json}}"} }""").Content).Body;

    // Characters that may stand in a JSON string as they are, and in UTF-16 alone.
    private static string Harmless(string text) =>
        new([.. text.Where(c => c is >= ' ' and not '"' and not '\\' && !char.IsSurrogate(c))]);
}
