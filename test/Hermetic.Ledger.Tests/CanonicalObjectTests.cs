using System.Text;

namespace Hermetic.Ledger.Tests;

/// <summary>RFC 8785, the parts that strings, integers and objects need.</summary>
public sealed class CanonicalObjectTests
{
    [Fact]
    public void Names_sort_by_UTF16_code_units_as_in_the_RFCs_example()
    {
        // RFC 8785 §3.2.3; an emoji's surrogates (D83D) sort before U+FB33 although its code point is larger.
        var json = new CanonicalObject()
            .Add("\u20ac", "Euro Sign").Add("\r", "Carriage Return").Add("\ufb33", "Hebrew Letter Dalet With Dagesh")
            .Add("1", "One").Add("\ud83d\ude00", "Emoji: Grinning Face").Add("\u0080", "Control")
            .Add("\u00f6", "Latin Small Letter O With Diaeresis");
        Assert.Equal(
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\","
            + "\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
            json.ToString());
    }

    [Fact]
    public void The_string_of_the_RFCs_sample_is_written_byte_for_byte()
    {
        // RFC 8785 §3.2.2: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/" and the bytes of §3.2.4.
        var json = new CanonicalObject().Add("string", "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/").ToUtf8();
        Assert.Equal(
            "227b22737472696e67223a22e282ac245c75303030665c6e4127425c225c5c5c5c5c222f227d"[2..],
            Convert.ToHexStringLower(json));
    }

    [Theory]
    [InlineData("\b\t\n\f\r", @"\b\t\n\f\r")]
    [InlineData("\u0000\u001f\u000b", @"\u0000\u001f\u000b")]
    [InlineData("\"\\/", """\"\\/""")]
    [InlineData("\u007f\u2028<>&'ü😀", "\u007f\u2028<>&'ü😀")]
    public void Only_what_must_be_escaped_is(string text, string escaped) =>
        Assert.Equal($"{{\"k\":\"{escaped}\"}}", new CanonicalObject().Add("k", text).ToString());

    [Fact]
    public void Objects_nest_and_integers_are_plain()
    {
        var inner = new CanonicalObject().Add("b", -1).Add("a", 0);
        Assert.Equal(
            """{"max":9007199254740991,"o":{"a":0,"b":-1}}""",
            new CanonicalObject().Add("o", inner).Add("max", (1L << 53) - 1).ToString());
        Assert.Equal("{}"u8.ToArray(), new CanonicalObject().ToUtf8());
    }

    [Fact]
    public void What_JSON_cannot_carry_exactly_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanonicalObject().Add("n", 1L << 53));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanonicalObject().Add("n", -(1L << 53)));
        Assert.Throws<ArgumentException>(() => new CanonicalObject().Add("n", 1).Add("n", "twice"));
        Assert.ThrowsAny<ArgumentException>(() => new CanonicalObject().Add("lone", "\ud83d"));
        Assert.ThrowsAny<ArgumentException>(() => new CanonicalObject().Add("\ude00", 1));
    }

    [Fact]
    public void The_bytes_are_the_UTF8_of_the_text()
    {
        var json = new CanonicalObject().Add("ü", "€😀");
        Assert.Equal(Encoding.UTF8.GetBytes(json.ToString()), json.ToUtf8());
    }
}
