using System.Text.Json;

namespace Hermetic.WhatsApp.Tests;

public sealed class FlowCompletionTests
{
    [Fact]
    public void A_completed_form_is_an_object_with_its_token()
    {
        var reply = BodyVectors.Content<FlowCompletion>("flow");
        var response = reply.ReadResponse(new byte[reply.ResponseJson.MaxLength]);
        Assert.Equal("t1", response!.FlowToken.Show());
        Assert.Equal("""{"flow_token":"t1","day":"2026-12-01"}""", response.Json.Show());
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("{", false)]
    [InlineData("[]", false)]
    [InlineData("null", false)]
    [InlineData("\"text\"", false)]
    [InlineData("{} {}", false)]
    [InlineData("{}", true)]
    [InlineData(" {\"a\":\"\u00e4\"} ", true)]
    public void A_response_that_is_no_object_is_kept_and_is_none(string response, bool isObject)
    {
        var reply = Reply(response);
        Assert.Equal(response, reply.ResponseJson.Show());
        var read = reply.ReadResponse(new byte[reply.ResponseJson.MaxLength]);
        Assert.Equal(isObject, read is not null);
        Assert.Null(read?.FlowToken);
    }

    [Fact]
    public void A_response_nested_too_deep_is_none() =>
        Assert.Null(Reply($"{{\"a\":{new string('[', 80)}{new string(']', 80)}}}").ReadResponse(new byte[1000]));

    private static FlowCompletion Reply(string response) => Assert.IsType<FlowCompletion>(Bodies.OneMessage(
        $$$"""
        {"id":"w","from":"1","type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{
        "response_json":{{{JsonSerializer.Serialize(response)}}} } } }
        """).Content);
}
