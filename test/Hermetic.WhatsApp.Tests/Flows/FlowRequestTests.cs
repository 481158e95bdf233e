using Hermetic.Cryptography;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowRequestTests : IDisposable
{
    private readonly SecretArena _arena = new(1 << 20);
    private readonly Phone _phone = new(FlowVectors.PublicKeyPem);
    private readonly FlowKey _key = FlowKey.Import(FlowVectors.Pkcs8);

    [Theory]
    [InlineData("""{"action":"ping"}""", FlowAction.Ping)]
    [InlineData("""{"action":"INIT"}""", FlowAction.Init)]
    [InlineData("""{"action":"BACK"}""", FlowAction.Back)]
    [InlineData("""{"action":"data_exchange"}""", FlowAction.DataExchange)]
    [InlineData("{\"action\":\"\\u0070ing\"}", FlowAction.Ping)]
    [InlineData("""{"action":"data_exchange","data":{"error":"timeout","error_message":"x"}}""", FlowAction.ErrorNotification)]
    [InlineData("""{"action":"INIT","data":{"error":{"code":1}}}""", FlowAction.ErrorNotification)]
    [InlineData("""{"data":{"error":"timeout"}}""", FlowAction.ErrorNotification)]
    [InlineData("""{"action":"data_exchange","data":"error"}""", FlowAction.DataExchange)]
    [InlineData("""{"action":"data_exchange","data":{"x":{"error":1}}}""", FlowAction.DataExchange)]
    [InlineData("""{"action":"INIT","action":"ping"}""", FlowAction.Ping)]
    public void The_action_is_read(string json, FlowAction action)
    {
        using var open = Open(json);
        Assert.Equal(action, open.Request.Action);
    }

    [Fact]
    public void All_members_are_read_and_unknown_ones_do_no_harm()
    {
        using var open = Open(
            """
            {"version":"3.0","action":"data_exchange","screen":"DETAILS","flow_token":"a-token",
            "data":{"name":"Begoña","nested":[1,{"x":null}]},"new":{"member":true}}
            """);
        Assert.Equal("3.0", open.Request.Version.Show());
        Assert.Equal("DETAILS", open.Request.Screen.Show());
        Assert.Equal("a-token", open.Request.FlowToken.Show());
        Assert.Equal("""{"name":"Begoña","nested":[1,{"x":null}]}""", open.Request.Data.Show());
        Assert.False(open.Request.IsTokenSigned);
    }

    [Theory]
    [InlineData("""{"action":"INIT"}""")]
    [InlineData("""{"action":"INIT","flow_token":null,"screen":null,"version":3}""")]
    [InlineData("""{"action":"INIT","flow_token":"","screen":"","version":""}""")]
    [InlineData("""{"action":"INIT","flow_token":["a"],"screen":{},"version":[]}""")]
    public void What_is_missing_or_of_another_type_is_absent(string json)
    {
        using var open = Open(json);
        Assert.Null(open.Request.FlowToken);
        Assert.Null(open.Request.Screen);
        Assert.True(open.Request.Version.IsEmpty);
        Assert.True(open.Request.Data.IsEmpty);
    }

    [Fact]
    public void Disposing_it_wipes_what_the_person_entered()
    {
        var open = Open("""{"action":"INIT","data":{"name":"Begoña"}}""");
        open.Dispose();
        Assert.Equal(0, _arena.InUse);
        Assert.Throws<ObjectDisposedException>(() => open.Request.Data.Span.Length);
    }

    private FlowOutcome.Decrypted Open(string json)
    {
        var body = _phone.Encrypt(json);
        return Assert.IsType<FlowOutcome.Decrypted>(
            FlowExchange.Open(body, Phone.Sign(body), FlowVectors.AppSecret, [_key], _arena));
    }

    public void Dispose()
    {
        _key.Dispose();
        _arena.Dispose();
    }
}
