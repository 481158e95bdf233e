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

    /// <summary>Asks, confirms, and reads link and code out of the two messages.</summary>
    internal static async Task<(Uri Link, string Code)> OrderAsync(this RunningService service, SimulatedPerson person)
    {
        var question = await service.AskAsync(person, "send me my data");
        var link = await service.PressAsync(person, question, "Make the copy");
        return await ReadAsync(service, person, link);
    }

    /// <summary>The code is in the message after that of the link, and neither is in the other's.</summary>
    internal static async Task<(Uri Link, string Code)> ReadAsync(
        RunningService service, SimulatedPerson person, SentMessage ready)
    {
        var at = service.SentTo(person).ToList().FindIndex(one => one.Wamid == ready.Wamid);
        var told = (await service.AnswerAsync(person, at + 1)).Text;
        var (link, code) = (Link().Match(ready.Text), Code().Match(told));
        Assert.True(link.Success && !Code().IsMatch(ready.Text), ready.Text);
        Assert.True(code.Success && !Link().IsMatch(told), told);
        return (new Uri(link.Value), code.Value);
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

    [GeneratedRegex(@"https?://\S+/export/[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", RegexOptions.None, 1000)]
    private static partial Regex Code();
}
