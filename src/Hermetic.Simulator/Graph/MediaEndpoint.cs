using System.Globalization;
using System.Text.Json;
using Hermetic.Simulator.Media;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// Media: upload to the number, look up and delete by id, download from a URL that lives 5 minutes. The
/// download host of Meta is this one here.
/// </summary>
internal sealed class MediaEndpoint(
    SimulatorOptions options, GraphAccess access, GraphAnswers answers, MediaStore media)
{
    public void Map(WebApplication host)
    {
        host.MapPost("/{version}/{number}/media", UploadAsync);
        host.MapGet("/{version}/{id:long}", DescribeAsync);
        host.MapDelete("/{version}/{id:long}", DeleteAsync);
        host.MapGet(MediaStore.UrlPath, DownloadAsync);
    }

    private async Task UploadAsync(HttpContext http)
    {
        if (access.Refusal(http.Request) is { } refusal)
        {
            await answers.FailAsync(http, refusal);
            return;
        }
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = MediaRules.LargestBody;
        try
        {
            var stored = media.Upload(await MediaRules.ReadAsync(http.Request));
            await GraphAnswers.AnswerAsync(http, 200, json =>
            {
                json.WriteStartObject();
                json.WriteString("id", stored.Id);
                json.WriteEndObject();
            });
        }
        catch (InvalidSendException invalid)
        {
            await answers.FailAsync(http, invalid.Error);
        }
    }

    private Task DescribeAsync(HttpContext http)
    {
        if (Refusal(http, "get", out var stored) is { } refusal)
            return answers.FailAsync(http, refusal);
        return GraphAnswers.AnswerAsync(http, 200, json =>
        {
            json.WriteStartObject();
            json.WriteString("messaging_product", "whatsapp");
            json.WriteString("url", media.Url(stored!.Id, "getMedia").AbsoluteUri);
            json.WriteString("mime_type", stored.File.MimeType);
            json.WriteString("sha256", Convert.ToHexStringLower(stored.Sha256));
            // A number in Meta's documents, a string in its collection.
            json.WriteString("file_size", stored.File.Content.Length.ToString(CultureInfo.InvariantCulture));
            json.WriteString("id", stored.Id);
            json.WriteEndObject();
        });
    }

    private Task DeleteAsync(HttpContext http)
    {
        if (Refusal(http, "delete", out var stored) is { } refusal)
            return answers.FailAsync(http, refusal);
        media.Delete(stored!.Id);
        return GraphAnswers.SucceedAsync(http);
    }

    /// <summary>The token comes first, then the age of the URL, then the bytes.</summary>
    private async Task DownloadAsync(HttpContext http)
    {
        var query = http.Request.Query;
        if (access.RefusedToken(http.Request) is not null)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var stored = long.TryParse(query["ext"], NumberStyles.None, CultureInfo.InvariantCulture, out var ext)
            ? media.Open(query["mid"].ToString(), ext, query["hash"].ToString()) : null;
        if (stored is null)
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        http.Response.ContentType = stored.File.MimeType;
        http.Response.ContentLength = stored.File.Content.Length;
        await http.Response.Body.WriteAsync(stored.File.Content, http.RequestAborted);
    }

    /// <summary><c>phone_number_id</c>, where given, must be the number that the media belongs to.</summary>
    private GraphError? Refusal(HttpContext http, string verb, out StoredMedia? stored)
    {
        stored = null;
        if (access.Refusal(http.Request) is { } refusal)
            return refusal;
        var id = (string)http.Request.RouteValues["id"]!;
        var number = http.Request.Query["phone_number_id"];
        stored = number is [] || number == options.PhoneNumberId ? media.Find(id) : null;
        return stored is null ? GraphError.UnknownObject(id, verb) : null;
    }
}
