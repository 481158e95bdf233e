using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hermetic.Simulator;

namespace Hermetic.Server.Tests.Privacy;

/// <summary>The copy of somebody's data, from the question in the chat to the opened ZIP file.</summary>
internal static partial class ExportedData
{
    private static readonly SocketsHttpHandler _handler = new() { AllowAutoRedirect = false };
    private static readonly HttpClient _http = new(_handler);

    /// <summary>Asks, confirms, and reads link and code out of the message.</summary>
    internal static async Task<(Uri Link, string Code)> OrderAsync(this RunningService service, SimulatedPerson person)
    {
        var question = await service.AskAsync(person, "send me my data");
        return Read((await service.PressAsync(person, question, "Make the copy")).Text);
    }

    internal static (Uri Link, string Code) Read(string message)
    {
        var found = Ticket().Match(message);
        Assert.True(found.Success, message);
        return (new Uri(found.Groups["link"].Value), found.Groups["code"].Value);
    }

    internal static Task<HttpResponseMessage> SendAsync(Uri link, string code) => _http.PostAsync(
        link, new FormUrlEncodedContent([KeyValuePair.Create("code", code)]));

    internal static Task<HttpResponseMessage> GetAsync(Uri link) => _http.GetAsync(link);

    internal static Task<HttpResponseMessage> PostAsync(Uri link, HttpContent content) => _http.PostAsync(link, content);

    internal static async Task<ZipArchive> DownloadAsync(Uri link, string code)
    {
        using var answer = await SendAsync(link, code);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        return new ZipArchive(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
    }

    internal static JsonElement Json(this ZipArchive zip)
    {
        using var stream = zip.GetEntry("data.json")!.Open();
        return JsonDocument.Parse(stream).RootElement;
    }

    internal static string Html(this ZipArchive zip)
    {
        using var reader = new StreamReader(zip.GetEntry("data.html")!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The messages of the only conversation.</summary>
    internal static IReadOnlyList<JsonElement> Messages(this ZipArchive zip) =>
    [
        .. Assert.Single(zip.Json().GetProperty("conversations").EnumerateArray())
            .GetProperty("messages").EnumerateArray(),
    ];

    [GeneratedRegex(
        @"(?<link>http://\S+/export/[0-9a-f]{32})\s.*\s(?<code>[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\s",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ticket();
}
