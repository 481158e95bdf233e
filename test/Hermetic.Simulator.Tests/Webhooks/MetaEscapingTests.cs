using System.Text;
using System.Text.Json;
using CsCheck;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Tests.Webhooks;

public sealed class MetaEscapingTests
{
    private static string Escape(string json) =>
        Encoding.ASCII.GetString(MetaEscaping.Escape(Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("\"ä\"", @"""\u00e4""")]
    [InlineData("\"äöü ÄÖÜ\"", @"""\u00e4\u00f6\u00fc \u00c4\u00d6\u00dc""")]
    [InlineData("\"🦊\"", @"""\ud83e\udd8a""")]
    [InlineData("\"a/b\"", @"""a\/b""")]
    [InlineData(@"""\u001F""", @"""\u001f""")]
    [InlineData(@"""\\u00C4""", @"""\\u00C4""")]
    [InlineData(@"""\""""", @"""\""""")]
    [InlineData("""{"object":[1,true,null]}""", """{"object":[1,true,null]}""")]
    public void Bytes_look_as_Meta_sends_them(string json, string expected) =>
        Assert.Equal(expected, Escape(json));

    [Fact]
    public void Whatever_is_written_reads_back_the_same_and_is_plain_ASCII() =>
        Gen.String.Where(
            text => text.EnumerateRunes().All(rune => rune != Rune.ReplacementChar)).Sample(text =>
        {
            var escaped = MetaEscaping.Escape(JsonSerializer.SerializeToUtf8Bytes(text));
            Assert.All(escaped, octet => Assert.InRange(octet, (byte)0x20, (byte)0x7E));
            Assert.Equal(text, JsonSerializer.Deserialize<string>(escaped));
        });
}
