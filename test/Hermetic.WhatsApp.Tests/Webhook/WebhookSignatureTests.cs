using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

public sealed class WebhookSignatureTests
{
    // GitHub's published example of the same scheme.
    private const string Digits = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static readonly Secret s_secret = Secret.FromText("It's a Secret to Everybody");

    [Fact]
    public void The_published_example_verifies() => Assert.True(Verify("sha256=" + Digits));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("sha256=")]
    [InlineData(Digits)]
    [InlineData("sha1=" + Digits)]
    [InlineData("SHA256=" + Digits)]
    [InlineData(" sha256=" + Digits)]
    [InlineData("sha256=" + Digits + " ")]
    [InlineData("sha256=" + Digits + "00")]
    [InlineData("sha256=" + Digits + ",sha256=" + Digits)]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1g")]
    [InlineData("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18")]
    [InlineData("sha256=857107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public void Anything_else_is_refused(string? header) => Assert.False(Verify(header));

    [Fact]
    public void Upper_case_digits_are_refused() =>
        Assert.False(Verify("sha256=" + Digits.ToUpperInvariant()));

    [Fact]
    public void Another_body_or_another_secret_is_refused()
    {
        Assert.False(WebhookSignature.Verify("Hello, World?"u8, "sha256=" + Digits, s_secret));
        Assert.False(WebhookSignature.Verify("Hello, World!"u8, "sha256=" + Digits, Secret.FromText("Another")));
    }

    [Fact]
    public void The_bytes_count_and_not_the_JSON_in_them()
    {
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(s_secret, """{"body":"\u00e4"}"""u8, code);
        var header = "sha256=" + Convert.ToHexStringLower(code);
        Assert.True(WebhookSignature.Verify("""{"body":"\u00e4"}"""u8, header, s_secret));
        Assert.False(WebhookSignature.Verify("""{"body":"ä"}"""u8, header, s_secret));
    }

    [Fact]
    public void The_collected_vectors_verify()
    {
        var file = Repository.Fixtures("whatsapp/vectors/hub_signature.json");
        Assert.SkipWhen(file is null, "The fixtures are not beside this checkout.");
        using var vectors = JsonDocument.Parse(File.ReadAllText(file));
        foreach (var vector in vectors.RootElement.EnumerateArray())
        {
            Assert.True(WebhookSignature.Verify(
                Encoding.UTF8.GetBytes(vector.GetProperty("body").GetString()!),
                vector.GetProperty("header").GetString(),
                Secret.FromText(vector.GetProperty("secret").GetString()!)));
        }
    }

    private static bool Verify(string? header) =>
        WebhookSignature.Verify("Hello, World!"u8, header, s_secret);
}
