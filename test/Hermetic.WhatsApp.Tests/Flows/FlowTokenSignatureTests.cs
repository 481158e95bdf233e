using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowTokenSignatureTests : IDisposable
{
    private const string Token = "form-token-1";
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string Payload = $$"""{"flow_token":"{{Token}}"}""";

    private readonly SecretArena _arena = new(1 << 20);
    private readonly Phone _phone = new(FlowVectors.PublicKeyPem);
    private readonly FlowKey _key = FlowKey.Import(FlowVectors.Pkcs8);

    [Fact]
    public void Metas_signature_of_this_token_verifies() => Assert.True(Verify(Phone.Jwt(Header, Payload)));

    [Theory]
    [InlineData("""{"typ":"JWT","kid":"1","alg":"HS256"}""", Payload)]
    [InlineData(Header, """{"iat":1790000000,"flow_token":"form-token-1","more":{}}""")]
    [InlineData(Header, "{\"flow_token\":\"\\u0066orm-token-1\"}")]
    public void More_members_and_other_spellings_do_no_harm(string header, string payload) =>
        Assert.True(Verify(Phone.Jwt(header, payload)));

    [Theory]
    [InlineData("""{"alg":"none"}""")]
    [InlineData("""{"alg":"hs256"}""")]
    [InlineData("""{"alg":"HS512"}""")]
    [InlineData("""{"alg":"RS256"}""")]
    [InlineData("""{"alg":["HS256"]}""")]
    [InlineData("""{"alg":"HS256","alg":"none"}""")]
    [InlineData("""{"typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","crit":["exp"],"exp":0}""")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("")]
    public void A_header_that_does_not_say_HS256_is_refused_though_it_is_signed(string header) =>
        Assert.False(Verify(Phone.Jwt(header, Payload)));

    [Theory]
    [InlineData("""{"flow_token":"form-token-2"}""")]
    [InlineData("""{"flow_token":""}""")]
    [InlineData("""{"flow_token":null}""")]
    [InlineData("""{"flow_token":["form-token-1"]}""")]
    [InlineData("""{"FLOW_TOKEN":"form-token-1"}""")]
    [InlineData("{}")]
    [InlineData("\"form-token-1\"")]
    [InlineData("")]
    public void A_payload_of_another_token_is_refused_though_it_is_signed(string payload) =>
        Assert.False(Verify(Phone.Jwt(Header, payload)));

    [Fact]
    public void Without_a_token_nothing_verifies() =>
        Assert.False(Verify(Phone.Jwt(Header, Payload), token: null));

    [Fact]
    public void Another_secret_is_refused() => Assert.False(Verify(
        Phone.JwtOf(Phone.Url(Header) + "." + Phone.Url(Payload), Secret.FromText("another secret"))));

    [Fact]
    public void A_character_changed_anywhere_is_refused()
    {
        var jwt = Phone.Jwt(Header, Payload);
        for (var at = 0; at < jwt.Length; at++)
        {
            var altered = jwt[..at] + (jwt[at] == 'A' ? 'B' : 'A') + jwt[(at + 1)..];
            Assert.False(Verify(altered), altered);
            Assert.False(at > 0 && Verify(jwt[..at]));
        }
    }

    /// <summary>43 characters hold two bits more than 32 bytes: only one of four spellings is the signature.</summary>
    [Fact]
    public void Another_spelling_of_the_same_signature_is_refused()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var jwt = Phone.Jwt(Header, Payload);
        var last = Alphabet.IndexOf(jwt[^1], StringComparison.Ordinal);
        Assert.All([1, 2, 3], spare => Assert.False(Verify(jwt[..^1] + Alphabet[last ^ spare])));
        Assert.False(Verify(jwt + "="));
        Assert.False(Verify(jwt + "."));
        Assert.False(Verify(" " + jwt));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30")]
    public void What_has_not_three_parts_is_refused(string jwt) => Assert.False(Verify(jwt));

    [Fact]
    public void Four_parts_are_refused_though_they_are_signed() =>
        Assert.False(Verify(Phone.JwtOf(Phone.Url(Header) + "." + Phone.Url(Payload) + ".e30", FlowVectors.AppSecret)));

    [Fact]
    public void A_longer_one_than_a_token_needs_is_not_looked_at()
    {
        string Padded(int length) => $$"""{"flow_token":"{{Token}}","x":"{{new string('x', length)}}"}""";
        Assert.True(Verify(Phone.Jwt(Header, Padded(2900))));
        Assert.False(Verify(Phone.Jwt(Header, Padded(3000))));
    }

    /// <summary>In a request, as it comes: everything else about the request is right.</summary>
    private bool Verify(string jwt, string? token = Token)
    {
        var body = _phone.Encrypt(JsonSerializer.Serialize(new Dictionary<string, string?>
        {
            ["version"] = "4.0",
            ["action"] = "INIT",
            ["flow_token"] = token,
            ["flow_token_signature"] = jwt,
        }));
        using var outcome = FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, [_key], _arena);
        Assert.True(outcome is FlowOutcome.TokenInvalid or FlowOutcome.Decrypted { Request.IsTokenSigned: true });
        return outcome is FlowOutcome.Decrypted;
    }

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
