using System.Buffers;
using System.Net;
using System.Text;
using CsCheck;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Tests.Privacy;

public sealed class HtmlTests
{
    private static string Written(byte[] utf8)
    {
        var to = new ArrayBufferWriter<byte>();
        to.Text(utf8.AsSpan());
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }

    [Fact]
    public void What_somebody_wrote_is_text_wherever_it_stands() => Assert.Equal(
        "&lt;script&gt;alert(&quot;&#39;&amp;&#39;&quot;)&lt;/script&gt;",
        Written("<script>alert(\"'&'\")</script>"u8.ToArray()));

    [Fact]
    public void A_browser_reads_back_exactly_what_was_written() => Gen.String[0, 200].Sample(text =>
    {
        var valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var written = Written(Encoding.UTF8.GetBytes(text));
        Assert.Equal(valid, WebUtility.HtmlDecode(written));
        Assert.DoesNotContain(written, letter => letter is '<' or '>' or '"' or '\'');
    });
}
