using System.Text;
using Hermetic.Cryptography;
using Hermetic.Simulator.Flows;
using Hermetic.WhatsApp;

namespace Hermetic.Simulator.Tests.Flows;

public sealed class FlowsClientTests : IDisposable
{
    private static readonly Secret s_secret = Secret.FromText("app secret");

    private readonly SecretArena _arena = new(4 << 20);
    private readonly FlowKey _key;
    private readonly FlowsClient _phone;

    public FlowsClientTests()
    {
        using var pkcs8 = FlowKey.Generate(_arena);
        _key = FlowKey.Import(pkcs8.Span);
        _phone = new FlowsClient(_key.PublicKeyPem, s_secret);
    }

    [Fact]
    public void What_it_encrypts_the_endpoint_opens_and_what_the_endpoint_answers_it_reads()
    {
        var call = _phone.Encrypt("""{"version":"3.0","action":"INIT","data":{"name":"Begoña"}}"""u8);
        using var open = Assert.IsType<FlowOutcome.Decrypted>(
            FlowExchange.Open(call.Body, call.Signature, s_secret, [_key], _arena));

        Assert.Equal("""{"name":"Begoña"}""", Encoding.UTF8.GetString(open.Request.Data.Span));
        var answer = Encoding.ASCII.GetString(open.Reply.Seal("""{"screen":"ÑANDÚ","data":{}}"""u8));
        Assert.Equal("""{"screen":"ÑANDÚ","data":{}}""", Encoding.UTF8.GetString(call.Decrypt(answer)!));
    }

    [Fact]
    public void Each_call_has_a_key_and_an_iv_of_its_own()
    {
        var (one, two) = (_phone.Encrypt("{}"u8), _phone.Encrypt("{}"u8));
        Assert.NotEqual(one.Body, two.Body);
        using var open = Assert.IsType<FlowOutcome.Decrypted>(FlowExchange.Open(
            Ping(out var call), call.Signature, s_secret, [_key], _arena));
        var answer = Encoding.ASCII.GetString(open.Reply.Seal("{}"u8));
        Assert.NotNull(call.Decrypt(answer));
        Assert.Null(one.Decrypt(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_a_phone_cannot_read_it_does_not_read(string answer) =>
        Assert.Null(_phone.Encrypt("{}"u8).Decrypt(answer));

    private byte[] Ping(out FlowsCall call)
    {
        call = _phone.Encrypt("""{"action":"ping"}"""u8);
        return call.Body;
    }

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
