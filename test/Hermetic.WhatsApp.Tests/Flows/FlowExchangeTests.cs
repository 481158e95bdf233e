using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowExchangeTests : IDisposable
{
    private const string Ping = """{"version":"3.0","action":"ping"}""";

    private readonly SecretArena _arena = new(16 << 20);
    private readonly Phone _phone = new(FlowVectors.PublicKeyPem);
    private readonly FlowKey _key = FlowKey.Import(FlowVectors.Pkcs8);

    [Theory, MemberData(nameof(Exchanges))]
    public void An_exchange_made_by_OpenSSL_opens_and_is_answered_in_the_same_bytes(FlowVector vector)
    {
        using var open = Assert.IsType<FlowOutcome.Decrypted>(Open(vector.Body, vector.Signature));

        Assert.Equal(200, open.HttpStatus);
        Assert.Equal(vector.EncryptedAnswer, Encoding.ASCII.GetString(open.Reply.Seal(Encoding.UTF8.GetBytes(vector.Answer))));
        using var expected = JsonDocument.Parse(vector.Request);
        Assert.Equal(Member(expected, "version"), open.Request.Version.Show());
        Assert.Equal(Member(expected, "flow_token"), open.Request.FlowToken.Show());
        if (expected.RootElement.TryGetProperty("data", out var data))
            Assert.Equal(data.GetRawText(), open.Request.Data.Show());
        else
            Assert.True(open.Request.Data.IsEmpty);
    }

    public static TheoryData<FlowVector> Exchanges() => [.. FlowVectors.Exchanges];

    [Fact]
    public void A_real_exchange_opens_and_is_answered_in_the_same_bytes()
    {
        var path = Repository.Fixtures("whatsapp/vectors/flows_endpoint_pywa.json");
        Assert.SkipWhen(path is null, "The fixtures are not beside this checkout.");
        var vector = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        using var rsa = RSA.Create();
        rsa.ImportFromEncryptedPem(
            FlowVectors.Text(vector, "private_key_pem"), FlowVectors.Text(vector, "private_key_password"));
        using var key = FlowKey.Import(rsa.ExportPkcs8PrivateKey());
        var body = Encoding.UTF8.GetBytes(vector.GetProperty("request").GetRawText());

        using var outcome = FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, [key], _arena);

        var open = Assert.IsType<FlowOutcome.Decrypted>(outcome);
        Assert.Equal(FlowAction.Init, open.Request.Action);
        Assert.Equal("my_flow_token", open.Request.FlowToken.Show());
        Assert.Null(open.Request.Screen);
        // The answer was encrypted over Python's own spelling of JSON.
        var answer = """{"version": "3.0", "screen": "SUCCESS", "data": {"key": "value"}}"""u8;
        Assert.Equal(
            FlowVectors.Text(vector, "expected_encrypted_response"), Encoding.ASCII.GetString(open.Reply.Seal(answer)));
    }

    [Fact]
    public void Without_the_right_signature_nothing_is_tried()
    {
        var body = _phone.Encrypt(Ping);
        Assert.All(
            [null, "", "sha256=", Phone.Sign([.. body, (byte)' ']), Phone.Sign(body).ToUpperInvariant()],
            (string? signature) =>
            {
                using var outcome = FlowExchange.Open(body, signature, FlowVectors.AppSecret, Untouchable(), _arena);
                Assert.IsType<FlowOutcome.BadSignature>(outcome);
                Assert.Equal(432, outcome.HttpStatus);
            });
    }

    [Fact]
    public void A_request_to_another_key_is_a_mismatch_and_one_to_the_second_key_opens()
    {
        using var other = FlowKey.Import(Generated());
        var body = _phone.Encrypt(Ping);
        Assert.Equal(421, Status(body, [other]));
        Assert.Equal(421, Status(body, []));
        Assert.Equal(200, Status(body, [other, _key]));
    }

    [Fact]
    public void The_second_key_is_not_asked_for_when_the_first_one_fits()
    {
        IEnumerable<FlowKey> Keys()
        {
            yield return _key;
            Assert.Fail("The key before was opened.");
        }
        Assert.Equal(200, Status(_phone.Encrypt(Ping), Keys()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(24)]
    [InlineData(32)]
    public void A_wrapped_key_of_another_size_is_a_mismatch(int size)
    {
        var body = _phone.Encrypt(Ping);
        using var rsa = RSA.Create();
        rsa.ImportFromPem(FlowVectors.PublicKeyPem);
        var wrapped = Convert.ToBase64String(rsa.Encrypt(new byte[size], RSAEncryptionPadding.OaepSHA256));
        Assert.Equal(421, Status(With(body, "encrypted_aes_key", wrapped)));
    }

    [Fact]
    public void Another_padding_of_RSA_is_a_mismatch()
    {
        RSAEncryptionPadding[] others =
            [RSAEncryptionPadding.Pkcs1, RSAEncryptionPadding.OaepSHA1, RSAEncryptionPadding.OaepSHA384];
        Assert.All(others, padding => Assert.Equal(421, Status((_phone with { Padding = padding }).Encrypt(Ping))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(15)]
    [InlineData(17)]
    public void An_iv_of_another_size_is_no_request(int size) =>
        Assert.Equal(400, Status((_phone with { Iv = [.. Enumerable.Repeat((byte)7, size)] }).Encrypt(Ping)));

    [Fact]
    public void The_inverted_iv_belongs_to_the_answer_and_does_not_open_a_request()
    {
        var inverted = Convert.ToBase64String([.. _phone.Iv.Select(octet => (byte)(octet ^ 0xFF))]);
        Assert.Equal(421, Status(With(_phone.Encrypt(Ping), "initial_vector", inverted)));
    }

    /// <summary>The body is signed anew each time: what is tested is the encryption, not the signature.</summary>
    [Fact]
    public void No_byte_of_a_request_can_be_changed_or_cut_off()
    {
        var body = _phone.Encrypt(Ping);
        for (var at = 0; at < body.Length; at++)
        {
            byte[] altered = [.. body];
            altered[at] ^= 1;
            Assert.True(
                Status(altered) is 400 or 421 || IsSameInOtherLetters(body, altered),
                $"byte {at} was changed and the request opened");
            Assert.True(Status(body[..at]) is 400, $"cut at {at}, the request opened");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"encrypted_flow_data":1,"encrypted_aes_key":2,"initial_vector":3}""")]
    [InlineData("""{"encrypted_flow_data":"AA==","encrypted_aes_key":"AA==","initial_vector":"AA=="}""")]
    [InlineData("\u00ef\u00bb\u00bf{}")]
    [InlineData("{\"encrypted_flow_data\":\"\\ud800\"}")]
    public void A_signed_body_of_another_shape_is_no_request(string body) =>
        Assert.Equal(400, Status(Encoding.Latin1.GetBytes(body)));

    [Theory]
    [InlineData("encrypted_flow_data")]
    [InlineData("encrypted_aes_key")]
    [InlineData("initial_vector")]
    public void A_member_that_is_missing_or_not_base64_is_no_request(string member)
    {
        var body = _phone.Encrypt(Ping);
        Assert.Equal(400, Status(With(body, member, "")));
        Assert.Equal(400, Status(With(body, member, "not base64!")));
        Assert.Equal(400, Status(With(body, member, "AAA")));
        Assert.Equal(400, Status(With(body, member, "-_-_")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"action":"dance"}""")]
    [InlineData("""{"action":1}""")]
    [InlineData("""{"action":"PING"}""")]
    public void What_decrypts_to_no_request_is_none(string json) => Assert.Equal(400, Status(_phone.Encrypt(json)));

    [Fact]
    public void A_request_nested_too_deeply_is_none()
    {
        var deep = new string('[', 70) + new string(']', 70);
        Assert.Equal(400, Status(_phone.Encrypt($$"""{"action":"INIT","data":{{deep}}}""")));
    }

    [Fact]
    public void A_request_of_three_megabytes_opens()
    {
        var text = new string('x', 2_000_000);
        using var outcome = Open(_phone.Encrypt($$$"""{"action":"data_exchange","data":{"photo":"{{{text}}}"}}"""));
        Assert.Equal(text.Length + 12, Assert.IsType<FlowOutcome.Decrypted>(outcome).Request.Data.Length);
    }

    [Theory]
    [InlineData("form-token-1", 200)]
    [InlineData("form-token-2", 427)]
    [InlineData(null, 427)]
    public void A_signed_token_has_to_be_the_requests_own(string? token, int status)
    {
        var jwt = Phone.Jwt("""{"alg":"HS256"}""", """{"flow_token":"form-token-1"}""");
        var member = token is null ? "" : $"\"flow_token\":\"{token}\",";
        using var outcome = Open(_phone.Encrypt(
            $$"""{"version":"4.0","action":"INIT",{{member}}"flow_token_signature":"{{jwt}}"}"""));
        Assert.Equal(status, outcome.HttpStatus);
        if (outcome is FlowOutcome.Decrypted open)
            Assert.True(open.Request.IsTokenSigned);
    }

    [Fact]
    public void The_answer_to_an_invalid_token_can_be_read_by_the_phone()
    {
        using var outcome = Open(_phone.Encrypt(
            """{"version":"4.0","action":"INIT","flow_token":"t","flow_token_signature":"e30.e30.AA"}"""));
        var sealedAnswer = Assert.IsType<FlowOutcome.TokenInvalid>(outcome).Reply.Seal(FlowAnswers.TokenInvalid);
        byte[] iv = [.. _phone.Iv.Select(octet => (byte)(octet ^ 0xFF))];
        Assert.Equal(
            Convert.ToBase64String(PlainGcm.Encrypt(_phone.AesKey, iv, FlowAnswers.TokenInvalid.ToArray(), [])),
            Encoding.ASCII.GetString(sealedAnswer));
    }

    [Fact]
    public void All_secret_memory_is_returned_whatever_the_outcome()
    {
        byte[][] bodies =
        [
            _phone.Encrypt(Ping), _phone.Encrypt("[]"), "{}"u8.ToArray(), With(_phone.Encrypt(Ping), "initial_vector", "AA=="),
            _phone.Encrypt("""{"action":"INIT","flow_token_signature":"a.b.c"}"""),
            (_phone with { Padding = RSAEncryptionPadding.Pkcs1 }).Encrypt(Ping),
        ];
        foreach (var body in bodies)
        {
            var seen = Status(body);
            Assert.True(_arena.InUse == 0, $"After {seen}, {_arena.InUse} bytes were still in use.");
        }
    }

    [Fact]
    public void Without_memory_it_says_so()
    {
        using var small = new SecretArena(4096);
        var body = _phone.Encrypt($$"""{"action":"INIT","data":"{{new string('x', 8000)}}"}""");
        Assert.Throws<SecretMemoryExhaustedException>(
            () => FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, [_key], small));
    }

    private static IEnumerable<FlowKey> Untouchable()
    {
        Assert.Fail("A key was opened for somebody without a signature.");
        yield break;
    }

    private static byte[] With(byte[] body, string member, string value)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, string>>(body)!;
        members[member] = value;
        return JsonSerializer.SerializeToUtf8Bytes(members);
    }

    /// <summary>The last letter of a base64 text has bits to spare: four spellings of the same bytes.</summary>
    private static bool IsSameInOtherLetters(byte[] body, byte[] altered) =>
        Decoded(body).SequenceEqual(Decoded(altered));

    private static IEnumerable<string> Decoded(byte[] body) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(body)!
            .Select(member => member.Key + Convert.ToHexString(Convert.FromBase64String(member.Value)));

    private static string? Member(JsonDocument document, string name) =>
        document.RootElement.TryGetProperty(name, out var member) ? member.GetString() : null;

    private byte[] Generated()
    {
        using var pkcs8 = FlowKey.Generate(_arena);
        return pkcs8.Span.ToArray();
    }

    private int Status(byte[] body, IEnumerable<FlowKey>? keys = null)
    {
        using var outcome = FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, keys ?? [_key], _arena);
        return outcome.HttpStatus;
    }

    private FlowOutcome Open(byte[] body, string? signature = null) =>
        FlowExchange.Open(body, signature ?? Phone.Sign(body), FlowVectors.AppSecret, [_key], _arena);

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
