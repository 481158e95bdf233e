using System.Globalization;
using System.Net;
using System.Text.Json;
using Hermetic.Server.Verbs;

namespace Hermetic.Server.Demo;

/// <summary>The demo's way to the staff socket of its own service: the browser sees no more than this passes on.</summary>
internal sealed class DemoStaff(string socket) : IDisposable
{
    private readonly HttpClient _http = StaffClient.Over(socket);

    /// <summary>Numbers of messages, appointments and ledger entries.</summary>
    internal async Task<Counts> CountAsync(CancellationToken cancel)
    {
        await using var body = await _http.GetStreamAsync(new Uri("evidence/counts", UriKind.Relative), cancel);
        return (await JsonSerializer.DeserializeAsync(body, DemoJson.Default.Counts, cancel))!;
    }

    /// <summary>Writes the ledger out; returns how many entries it has.</summary>
    internal async Task<long> ExportAsync(string directory, CancellationToken cancel)
    {
        using var response = await _http.PostAsync(
            new Uri($"ledger/export?directory={Uri.EscapeDataString(directory)}", UriKind.Relative), content: null, cancel);
        response.EnsureSuccessStatusCode();
        return long.Parse(await response.Content.ReadAsStringAsync(cancel), CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the service knows that WhatsApp has the message.</summary>
    internal async Task<bool> IsSettledAsync(string wamid, CancellationToken cancel)
    {
        using var response = await _http.GetAsync(
            new Uri($"evidence?wamid={Uri.EscapeDataString(wamid)}", UriKind.Relative), cancel);
        if (response.StatusCode != HttpStatusCode.OK)
            return false;
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var evidence = await JsonSerializer.DeserializeAsync(body, DemoJson.Default.Evidence, cancel);
        return evidence?.Stored.State is "sent" or "delivered" or "read";
    }

    /// <summary>Hands a request on and the answer back, byte for byte; what is not there is <c>null</c>.</summary>
    internal async Task PassAsync(HttpContext http, HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (method == HttpMethod.Post)
            request.Content = new StreamContent(http.Request.Body);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.ContentType = "application/json; charset=utf-8";
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            await http.Response.WriteAsync("null", http.RequestAborted);
            return;
        }
        http.Response.StatusCode = (int)response.StatusCode;
        await response.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>How much there is.</summary>
internal sealed record Counts(long Received, long Sent, long Appointments, long Entries);

/// <summary>Of the evidence, what the tour itself acts on.</summary>
internal sealed record Evidence(StoredRow Stored);

/// <param name="State">How far the message has come.</param>
internal sealed record StoredRow(string? State);
