using System.Net;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

public sealed class MediaClientTests
{
    private const string Hex = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private const string Base64 = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

    [Theory]
    [InlineData(Hex, "5", true)]
    [InlineData(Base64, "\"5\"", true)]
    [InlineData(Hex, null, true)]
    [InlineData(Hex, "\"about five\"", true)]
    [InlineData("", "5", false)]
    [InlineData("9f86", "5", false)]
    [InlineData("zz86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "5", false)]
    [InlineData("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDw====", "5", false)]
    public async Task A_description_is_read_in_both_encodings_and_not_without_a_hash(string hash, string? size, bool read)
    {
        var description = await Files.DescribeAsync(Files.Description("https:\\/\\/lookaside.fbsbx.com\\/x", hash, size));
        Assert.Equal(read, description is not null);
        if (description is null)
            return;
        Assert.Equal("image/jpeg", description.MimeType);
        Assert.Equal(size is "5" or "\"5\"" ? 5 : null, description.Size);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"url":7,"mime_type":"image/jpeg","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""")]
    [InlineData("""{"url":"https://lookaside.fbsbx.com/\u00e4","mime_type":"image/jpeg","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""")]
    [InlineData("""{"url":"https://lookaside.fbsbx.com/\n","mime_type":"image/jpeg","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""")]
    [InlineData("""{"url":"https://lookaside.fbsbx.com/x","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}""")]
    public async Task A_description_that_lacks_something_is_none(string json) =>
        Assert.Null(await Files.DescribeAsync(json));

    [Fact]
    public async Task A_description_is_asked_as_Meta_publishes_it()
    {
        var (graph, client) = Client(_ => Json(200, Files.Description("https://lookaside.fbsbx.com/x", Hex, "5")));
        Assert.IsType<GraphAnswered<MediaDescription>>(await client.DescribeAsync("106540352242922", Files.Id, default));
        Assert.Equal(
            (HttpMethod.Get, "https://graph.example/v26.0/77?phone_number_id=106540352242922", "Bearer t0ken"),
            Assert.Single(graph.Requests));
    }

    [Theory]
    [InlineData("retrieve_media_url")]
    [InlineData("delete_media")]
    [InlineData("upload_image")]
    public async Task An_answer_that_Meta_publishes_is_understood(string name)
    {
        var file = Repository.Fixtures($"whatsapp/outbound/metapostman__media__{name}.json");
        Assert.SkipWhen(file is null, "The fixtures are not beside this checkout.");
        var published = (await File.ReadAllTextAsync(file)).Replace("<HASH>", Hex, StringComparison.Ordinal);
        var answer = JsonNode.Parse(published)!["responses"]!.AsArray()[^1]!["body"]!.ToJsonString();
        var (_, client) = Client(_ => Json(200, answer));
        switch (name)
        {
            case "retrieve_media_url":
                var described = await client.DescribeAsync("1", Files.Id, default);
                Assert.Equal(303833, Assert.IsType<GraphAnswered<MediaDescription>>(described).Value.Size);
                break;
            case "delete_media":
                Assert.Equal(new GraphAnswered<MediaId>(Files.Id), await client.DeleteAsync("1", Files.Id, default));
                break;
            default:
                Assert.Equal(new GraphAnswered<MediaId>(MediaId.Read("4490709327384033"u8)!), await UploadAsync(client, "abc", 3));
                break;
        }
    }

    [Theory]
    [InlineData(190, 401, ErrorAdvice.Never)]
    [InlineData(131016, 500, ErrorAdvice.Retry)]
    [InlineData(100, 400, ErrorAdvice.Never)]
    public async Task An_error_of_the_API_is_a_rejection(int code, int status, ErrorAdvice advice)
    {
        var (_, client) = Client(_ => Json(status, $$$"""{"error":{"code":{{{code}}}}}"""));
        Assert.Equal(new GraphRejected<MediaDescription>(code, status, advice), await client.DescribeAsync("1", Files.Id, default));
        Assert.Equal(new GraphRejected<MediaId>(code, status, advice), await client.DeleteAsync("1", Files.Id, default));
        Assert.Equal(new GraphRejected<MediaId>(code, status, advice), await UploadAsync(client, "abc", 3));
    }

    [Theory]
    [InlineData(200, "{}")]
    [InlineData(200, """{"success":false}""")]
    [InlineData(500, "<html>")]
    public async Task Any_other_answer_is_a_failure(int status, string body)
    {
        var (_, client) = Client(_ => Json(status, body));
        Assert.Equal(new GraphFailed<MediaDescription>(status), await client.DescribeAsync("1", Files.Id, default));
        Assert.Equal(new GraphFailed<MediaId>(status), await client.DeleteAsync("1", Files.Id, default));
        Assert.Equal(new GraphFailed<MediaId>(status), await UploadAsync(client, "abc", 3));
    }

    [Fact]
    public async Task An_upload_is_a_form_of_three_parts()
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, """{"id":"88"}""");
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena);
        var outcome = await client.UploadAsync("1", MediaKind.Audio, "audio/ogg; codecs=opus", 8, Pieces("abcd", "efgh"), default);
        Assert.Equal(new GraphAnswered<MediaId>(MediaId.Read("88"u8)!), outcome);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v26.0/1/media HTTP/1.1\r\n", request, StringComparison.Ordinal);
        var boundary = request.Split("multipart/form-data; boundary=")[1].Split("\r\n")[0].Trim('"');
        Assert.Equal(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\naudio/ogg; codecs=opus\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\nContent-Type: audio/ogg; codecs=opus\r\n\r\n"
            + $"abcdefgh\r\n--{boundary}--\r\n",
            request.Split("\r\n\r\n", 2)[1]);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(7)]
    public async Task An_upload_of_another_length_than_stated_fails(int length)
    {
        await using var server = new RawServer(async (connection, _) =>
        {
            await connection.ReadAsync();
            await connection.AnswerAsync(200, """{"id":"88"}""");
        });
        using var http = new HttpClient(CloudApiClient.CreateHandler());
        using var arena = new SecretArena(1 << 20);
        var client = new MediaClient(http, Files.Options(server.Url), arena);
        var outcome = await client.UploadAsync("1", MediaKind.Image, "image/png", length, Pieces("abcd", "efgh"), default);
        Assert.Equal(new GraphFailed<MediaId>(null), outcome);
    }

    [Theory]
    [InlineData("image/png", 0)]
    [InlineData("image/png", (5 << 20) + 1)]
    [InlineData("image", 1)]
    [InlineData("image/png\r\nX: y", 1)]
    [InlineData("image/png\n", 1)]
    [InlineData("", 1)]
    public async Task An_upload_that_WhatsApp_would_not_take_is_not_begun(string mimeType, long length)
    {
        var (graph, client) = Client(_ => Json(200, """{"id":"88"}"""));
        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => client.UploadAsync("1", MediaKind.Image, mimeType, length, Pieces("x"), default));
        Assert.Empty(graph.Requests);
    }

    [Theory]
    [InlineData("77", true)]
    [InlineData("4490_a-Z", true)]
    [InlineData("", false)]
    [InlineData("../1", false)]
    [InlineData("7?7", false)]
    [InlineData("7/7", false)]
    [InlineData("7 7", false)]
    [InlineData("ä", false)]
    public void An_id_has_a_form(string id, bool valid)
    {
        Assert.Equal(valid, MediaId.Read(id.Utf8().Span) is not null);
        Assert.Null(MediaId.Read(new byte[MediaId.MaxLength + 1]));
        Assert.DoesNotContain("77", Files.Id.ToString(), StringComparison.Ordinal);
    }

    private static Task<GraphOutcome<MediaId>> UploadAsync(MediaClient client, string file, long length) =>
        client.UploadAsync("1", MediaKind.Image, "image/png", length, Pieces(file), default);

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(params string[] pieces)
    {
        foreach (var piece in pieces)
            yield return await ValueTask.FromResult(piece.Utf8());
    }

    private static HttpResponseMessage Json(int status, string body) => new((HttpStatusCode)status) { Content = new StringContent(body) };

    private static (Recorded Graph, MediaClient Client) Client(Func<HttpRequestMessage, HttpResponseMessage> answer)
    {
        var graph = new Recorded(answer);
        return (graph, new(new HttpClient(graph), Files.Options(new("https://graph.example")), new SecretArena(1 << 20)));
    }
}
