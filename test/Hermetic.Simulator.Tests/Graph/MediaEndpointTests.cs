using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class MediaEndpointTests
{
    private static readonly byte[] _content = [1, 2, 3, 250];

    private static async Task<HttpResponseMessage> UploadAsync(
        Stage stage, byte[] content, string type = "image/jpeg", string product = "whatsapp")
    {
        using var file = new ByteArrayContent(content);
        file.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var form = new MultipartFormDataContent
        {
            { new StringContent(product), "messaging_product" },
            { file, "file", "a.jpg" },
        };
        return await stage.Http.PostAsync("v25.0/106540352242922/media", form);
    }

    private static async Task<string> UploadedAsync(Stage stage)
    {
        var response = await UploadAsync(stage, _content);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).At("id")!;
    }

    private static async Task<JsonElement> MessageAsync(Stage stage)
    {
        await stage.Simulator.SendAsync(
            Stage.Anna, PersonMessage.Media("image", new(_content, "image/jpeg") { Caption = "Look" }));
        return stage.Service.Received[^1].Message!.Value;
    }

    private static async Task<HttpStatusCode> StatusAsync(Stage stage, string path) =>
        (await stage.Http.GetAsync(path)).StatusCode;

    [Fact]
    public async Task What_a_person_sent_is_found_by_id_and_downloaded_byte_for_byte()
    {
        await using var stage = await Stage.SetAsync();
        var image = (await MessageAsync(stage)).GetProperty("image");

        var found = await stage.Http.GetFromJsonAsync<JsonElement>(
            $"v25.0/{image.At("id")}?phone_number_id=106540352242922");

        Assert.Equal("image/jpeg", found.At("mime_type"));
        Assert.Equal("4", found.At("file_size"));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(_content)), found.At("sha256"));
        Assert.Equal(Convert.ToBase64String(SHA256.HashData(_content)), image.At("sha256"));
        Assert.Equal(_content, await stage.Http.GetByteArrayAsync(found.At("url")));
        Assert.Equal(_content, await stage.Http.GetByteArrayAsync(image.At("url")));
    }

    [Fact]
    public async Task An_upload_can_be_sent_and_looked_up_and_deleted_once()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        var id = await UploadedAsync(stage);
        object send = new
        {
            messaging_product = "whatsapp",
            to = "+491511234567",
            type = "image",
            image = new { id, caption = "Here" },
        };

        await stage.AcceptedAsync(send);
        Assert.Equal(("image", "Here", id), Sent(stage));
        Assert.Equal(HttpStatusCode.OK, (await stage.Http.DeleteAsync($"v25.0/{id}/")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Http.DeleteAsync($"v25.0/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(stage, $"v25.0/{id}"));
        Assert.Equal("131009", (await stage.RefusedAsync(send)).At("code"));
    }

    private static (string, string, string?) Sent(Stage stage)
    {
        var sent = Assert.Single(stage.Simulator.Sent);
        return (sent.Kind, sent.Text, sent.MediaId);
    }

    [Fact]
    public async Task A_url_lives_five_minutes_and_ids_live_7_and_30_days()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var stage = await Stage.SetAsync(options => options with { Clock = clock });
        var image = (await MessageAsync(stage)).GetProperty("image");
        var (received, url) = ($"v25.0/{image.At("id")}", image.At("url")!);
        var uploaded = $"v25.0/{await UploadedAsync(stage)}";

        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stage, url));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stage, url));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stage, received));

        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(stage, received));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stage, uploaded));
        clock.Advance(TimeSpan.FromDays(23));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(stage, uploaded));
    }

    [Fact]
    public async Task Every_call_needs_the_token_and_a_url_cannot_be_made_up()
    {
        await using var stage = await Stage.SetAsync();
        var image = (await MessageAsync(stage)).GetProperty("image");
        var url = image.At("url")!;

        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stage, url.Replace("ext=", "ext=9")));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stage, url.Replace("mid=", "mid=9")));
        Assert.Equal(
            HttpStatusCode.BadRequest, await StatusAsync(stage, $"v25.0/{image.At("id")}?phone_number_id=1"));
        stage.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stage, url));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stage, $"v25.0/{image.At("id")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await UploadAsync(stage, _content)).StatusCode);
    }

    [Theory]
    [InlineData(4, "application/x-msdownload", "whatsapp", 100)]
    [InlineData(0, "image/jpeg", "whatsapp", 131053)]
    [InlineData((5 << 20) + 1, "image/jpeg", "whatsapp", 131053)]
    [InlineData((500 << 10) + 1, "image/webp", "whatsapp", 131053)]
    [InlineData(4, "image/jpeg", "telegram", 100)]
    public async Task What_Meta_does_not_take_cannot_be_uploaded(int length, string type, string product, int code)
    {
        await using var stage = await Stage.SetAsync();

        var response = await UploadAsync(stage, new byte[length], type, product);

        Assert.Equal($"{code}", (await response.Content.ReadFromJsonAsync<JsonElement>()).At("error.code"));
    }

    [Fact]
    public async Task An_upload_that_is_no_form_is_refused()
    {
        await using var stage = await Stage.SetAsync();

        var response = await stage.Http.PostAsJsonAsync("v25.0/106540352242922/media", new { file = "x" });

        Assert.Equal("100", (await response.Content.ReadFromJsonAsync<JsonElement>()).At("error.code"));
    }
}
