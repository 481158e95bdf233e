using System.Text;
using CsCheck;
using Hermetic.Cryptography;
using Hermetic.Server.Privacy;

namespace Hermetic.Server.Tests.Privacy;

public sealed class DownloadCodeTests : IDisposable
{
    private readonly SecretArena _arena = new(8 << 20);

    public void Dispose() => _arena.Dispose();

    private static string? Read(string typed)
    {
        var code = new byte[DownloadCode.Length];
        return DownloadCode.TryRead(Encoding.UTF8.GetBytes(typed), code) ? Encoding.ASCII.GetString(code) : null;
    }

    [Fact]
    public void What_is_shown_is_read_back()
    {
        using var code = DownloadCode.New(_arena);
        using var shown = DownloadCode.Show(code.Span, _arena);

        var text = Encoding.ASCII.GetString(shown.Span);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$", text);
        Assert.Equal(Encoding.ASCII.GetString(code.Span), Read(text));
    }

    [Theory]
    [InlineData("k7qm-2xwd-9fht")]
    [InlineData(" K7QM 2XWD 9FHT ")]
    [InlineData("K7QM2XWD9FHT")]
    [InlineData("K-7-Q-M-2-X-W-D-9-F-H-T")]
    public void It_may_be_typed_as_people_type(string typed) => Assert.Equal("K7QM2XWD9FHT", Read(typed));

    [Fact]
    public void Letters_that_look_like_digits_are_digits() => Assert.Equal("001111000111", Read("Oo1I-lL00-o1iL"));

    [Theory]
    [InlineData("")]
    [InlineData("K7QM-2XWD-9FH")]
    [InlineData("K7QM-2XWD-9FHTT")]
    [InlineData("K7QM-2XWD-9FHU")]
    [InlineData("K7QM-2XWD-9FH\u0422")]
    public void What_cannot_be_a_code_is_none(string typed) => Assert.Null(Read(typed));

    [Fact]
    public void Codes_differ_and_use_every_letter()
    {
        var letters = new HashSet<byte>();
        var codes = new HashSet<string>();
        for (var i = 0; i < 500; i++)
        {
            using var code = DownloadCode.New(_arena);
            codes.Add(Encoding.ASCII.GetString(code.Span));
            letters.UnionWith(code.Span.ToArray());
        }

        Assert.Equal(500, codes.Count);
        Assert.Equal(32, letters.Count);
    }

    [Fact]
    public void A_form_is_read_whatever_else_is_in_it()
    {
        Assert.Equal("K7QM2XWD9FHT", Form("code=K7QM-2XWD-9FHT"));
        Assert.Equal("K7QM2XWD9FHT", Form("x=1&code=K7QM%2D2XWD+9FHT&y=2"));
        Assert.Null(Form("kode=K7QM-2XWD-9FHT"));
        Assert.Null(Form("xcode=K7QM-2XWD-9FHT"));
        Assert.Null(Form("code=K7QM-2XWD-9FH%4"));
        Assert.Null(Form("code=K7QM-2XWD-9FHT" + new string('&', 300)));
    }

    [Fact]
    public void Any_bytes_are_a_form_without_a_code_or_with_one() =>
        Gen.Byte.Array[0, 300].Sample(bytes => { Form([.. "code="u8, .. bytes]); Form(bytes); });

    private static string? Form(string form) => Form(Encoding.UTF8.GetBytes(form));

    private static string? Form(byte[] form)
    {
        var code = new byte[DownloadCode.Length];
        return DownloadForm.TryRead(new(form), code) ? Encoding.ASCII.GetString(code) : null;
    }
}
