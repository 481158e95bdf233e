using System.Text;
using System.Text.Json;
using CsCheck;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Tests.Http;

public sealed class SecretJsonTests : IDisposable
{
    private readonly SecretArena _arena = new(4 << 20);

    public void Dispose()
    {
        Assert.Equal(0, _arena.InUse);
        _arena.Dispose();
    }

    [Theory]
    [InlineData("""{"a":"x"}""", "x", "a")]
    [InlineData("""{"b":{"a":"no"},"a":{"b":"yes"}}""", "yes", "a", "b")]
    [InlineData("""{"c":[1,{"a":"no"}],"a":"yes"}""", "yes", "a")]
    [InlineData("""{"a":"a\/b\u002Bc"}""", "a/b+c", "a")]
    [InlineData("""{"a":""}""", "", "a")]
    [InlineData("""{"a":7}""", null, "a")]
    [InlineData("""{"a":null}""", null, "a")]
    [InlineData("""{"a":"x"}""", null, "a", "b")]
    [InlineData("""{"b":"x"}""", null, "a")]
    [InlineData("""["a","x"]""", null, "a")]
    [InlineData(""" "a" """, null, "a")]
    [InlineData("{}", null, "a")]
    public void A_text_is_found_at_its_path_and_nowhere_else(string json, string? expected, params string[] path)
    {
        using var found = SecretJson.Text(Encoding.UTF8.GetBytes(json), _arena, path);
        Assert.Equal(expected, found is null ? null : Encoding.UTF8.GetString(found.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\":\"x\"")]
    [InlineData("{\"a\":\"x\"} {")]
    [InlineData("{\"a\":\"x\",}")]
    [InlineData("{\"a\":\"x")]
    public void Half_of_it_is_none(string json) =>
        Assert.ThrowsAny<JsonException>(() => SecretJson.Text(Encoding.UTF8.GetBytes(json), _arena, "a"));

    [Fact]
    public void Text_that_is_no_utf8_is_none() =>
        Assert.ThrowsAny<JsonException>(() => SecretJson.Text([.. "{\"a\":\"\\u00e4"u8, 0xC3, .. "\"}"u8], _arena, "a"));

    [Fact]
    public void Base64_of_both_alphabets_is_decoded() =>
        Gen.Byte.Array[0, 100].Sample(bytes =>
        {
            foreach (var text in (string[])[
                Convert.ToBase64String(bytes), System.Buffers.Text.Base64Url.EncodeToString(bytes),
                Convert.ToBase64String(bytes).Replace("/", "\\/", StringComparison.Ordinal)])
            {
                using var decoded = SecretJson.Base64(Encoding.UTF8.GetBytes($$"""{"v":"{{text}}"}"""), _arena, "v");
                Assert.Equal(bytes, decoded!.Span.ToArray());
            }
        });

    [Theory]
    [InlineData("""{"v":"a b!"}""")]
    [InlineData("""{"v":"AAAAA"}""")]
    [InlineData("""{"v":7}""")]
    [InlineData("""{"w":"AAAA"}""")]
    public void What_is_no_base64_is_nothing(string json)
    {
        using var decoded = SecretJson.Base64(Encoding.UTF8.GetBytes(json), _arena, "v");
        Assert.Null(decoded);
    }

    [Theory]
    [InlineData("""{"n":4294967295}""", 4294967295L)]
    [InlineData("""{"n":"12"}""", 12L)]
    [InlineData("""{"n":"12x"}""", null)]
    [InlineData("""{"n":1.5}""", null)]
    [InlineData("""{"n":true}""", null)]
    [InlineData("""{"m":1}""", null)]
    public void A_number_may_be_text(string json, long? expected) =>
        Assert.Equal(expected, SecretJson.Number(Encoding.UTF8.GetBytes(json), "n"));

    [Theory]
    [InlineData("""{"f":true}""", true)]
    [InlineData("""{"f":"true"}""", false)]
    [InlineData("""{"f":1}""", false)]
    [InlineData("{}", false)]
    public void A_flag_is_true_or_not(string json, bool expected) =>
        Assert.Equal(expected, SecretJson.IsTrue(Encoding.UTF8.GetBytes(json), "f"));

    [Fact]
    public void Whatever_comes_is_a_value_nothing_or_no_json() =>
        Gen.Byte.Array[0, 60].Select(bytes => (byte[])[.. "{\"a\":\""u8, .. bytes]).Sample(bytes =>
        {
            try
            {
                SecretJson.Base64(bytes, _arena, "a")?.Dispose();
            }
            catch (JsonException)
            {
                // Also an answer.
            }
            Assert.Equal(0, _arena.InUse);
        }, threads: 1); // One arena counts what is in use.
}
