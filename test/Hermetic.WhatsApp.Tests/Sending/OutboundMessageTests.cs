using System.Text;

namespace Hermetic.WhatsApp.Tests;

public sealed class OutboundMessageTests
{
    [Theory]
    [InlineData("a", 4096)]
    [InlineData("ä", 4096)]
    [InlineData("👍", 2048)]
    public void A_text_has_1_to_4096_characters(string unit, int most)
    {
        Assert.NotNull(OutboundMessage.Text(Repeat(unit, most)));
        var refusal = Assert.Throws<ArgumentException>(() => OutboundMessage.Text(Repeat(unit, most + 1)));
        Assert.Contains("WhatsApp allows 4096", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => OutboundMessage.Text(default));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.Throws<ArgumentException>(() => OutboundMessage.Text(new byte[] { 0xC3, 0x28 }));

    [Theory]
    [InlineData(1024, 1, 256, 20, true)]
    [InlineData(1024, 3, 1, 1, true)]
    [InlineData(1025, 1, 1, 1, false)]
    [InlineData(0, 1, 1, 1, false)]
    [InlineData(1, 0, 1, 1, false)]
    [InlineData(1, 4, 1, 1, false)]
    [InlineData(1, 1, 257, 1, false)]
    [InlineData(1, 1, 0, 1, false)]
    [InlineData(1, 1, 1, 21, false)]
    [InlineData(1, 1, 1, 0, false)]
    public void Buttons_have_limits(int body, int count, int id, int title, bool allowed)
    {
        var buttons = Enumerable.Range(0, count).Select(number =>
            new ReplyButton(Repeat($"{(char)('a' + number)}", id), Repeat($"{(char)('a' + number)}", title))).ToArray();
        if (allowed)
            Assert.NotNull(OutboundMessage.Buttons(Repeat("x", body), buttons));
        else
            Assert.Throws<ArgumentException>(() => OutboundMessage.Buttons(Repeat("x", body), buttons));
    }

    [Theory]
    [InlineData("yes", "Yes", "yes", "No")]
    [InlineData("yes", "Yes", "no", "Yes")]
    [InlineData(" yes", "Yes", "no", "No")]
    [InlineData("yes", "Yes", "no ", "No")]
    public void Buttons_differ_and_have_no_spaces_around_their_ids(string id1, string title1, string id2, string title2) =>
        Assert.Throws<ArgumentException>(() => OutboundMessage.Buttons(
            "x".Utf8(), new ReplyButton(id1.Utf8(), title1.Utf8()), new ReplyButton(id2.Utf8(), title2.Utf8())));

    [Fact]
    public void A_refusal_does_not_quote_the_text()
    {
        var refusal = Assert.Throws<ArgumentException>(() => OutboundMessage.Text(Repeat("geheim", 1000)));
        Assert.DoesNotContain("geheim", refusal.ToString(), StringComparison.Ordinal);
    }

    private static ReadOnlyMemory<byte> Repeat(string unit, int count) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, count)));
}
