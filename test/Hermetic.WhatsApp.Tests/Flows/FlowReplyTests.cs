using System.Text;
using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowReplyTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);
    private readonly Phone _phone = new(FlowVectors.PublicKeyPem);
    private readonly FlowKey _key = FlowKey.Import(FlowVectors.Pkcs8);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"screen":"DETAILS","data":{"greeting":"Olá 🌞"}}""")]
    public void An_answer_is_base64_of_what_the_phone_decrypts_with_the_inverted_iv(string json)
    {
        using var open = Open();
        var body = Encoding.ASCII.GetString(open.Reply.Seal(Encoding.UTF8.GetBytes(json)));
        byte[] iv = [.. _phone.Iv.Select(octet => (byte)(octet ^ 0xFF))];
        Assert.Equal(PlainGcm.Encrypt(_phone.AesKey, iv, Encoding.UTF8.GetBytes(json), []), Convert.FromBase64String(body));
    }

    /// <summary>The same key and IV for two texts would give away their difference and the key of the tag.</summary>
    [Fact]
    public void A_second_answer_is_refused()
    {
        using var open = Open();
        open.Reply.Seal(FlowAnswers.Active);
        Assert.Throws<InvalidOperationException>(() => open.Reply.Seal(FlowAnswers.Acknowledged));
    }

    [Fact]
    public void Without_memory_there_is_no_answer_and_no_second_try()
    {
        using var open = Open();
        var large = new byte[2 << 20];
        Assert.Throws<SecretMemoryExhaustedException>(() => open.Reply.Seal(large));
        Assert.Throws<InvalidOperationException>(() => open.Reply.Seal(FlowAnswers.Active));
    }

    [Fact]
    public void After_disposal_its_key_is_gone()
    {
        var open = Open();
        open.Dispose();
        Assert.Equal(0, _arena.InUse);
        Assert.Throws<ObjectDisposedException>(() => open.Reply.Seal(FlowAnswers.Active));
    }

    private FlowOutcome.Decrypted Open()
    {
        var body = _phone.Encrypt("""{"action":"INIT"}""");
        return Assert.IsType<FlowOutcome.Decrypted>(
            FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, [_key], _arena));
    }

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
