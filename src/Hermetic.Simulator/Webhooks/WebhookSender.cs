using System.Net;
using System.Net.Http.Headers;
using Hermetic.Cryptography;

namespace Hermetic.Simulator.Webhooks;

/// <summary>Signs webhooks, posts them, and repeats the same bytes until the service answers 200.</summary>
internal sealed class WebhookSender(SimulatorOptions options, SeededBytes seeded) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<WebhookDelivery> _deliveries = [];

    // Meta follows no redirects.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>Told after every attempt.</summary>
    public Action<WebhookDelivery, WebhookAnswer>? Answered { get; init; }

    /// <summary>All webhooks so far, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries
    {
        get { lock (_gate) return [.. _deliveries]; }
    }

    public WebhookDelivery Sign(string wamid, byte[] body)
    {
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(options.AppSecret, body, code);
        var delivery = new WebhookDelivery(wamid, body, $"sha256={Convert.ToHexStringLower(code)}");
        lock (_gate)
            _deliveries.Add(delivery);
        return delivery;
    }

    /// <summary>Returns when the service has answered 200, once or, by the option's chance, twice.</summary>
    /// <exception cref="WebhookLostException">The retry schedule is used up.</exception>
    public async Task DeliverAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        await UntilAcceptedAsync(delivery, cancel);
        if (options.DuplicateShare > 0 && seeded.Chance(options.DuplicateShare))
            await UntilAcceptedAsync(delivery, cancel);
    }

    private async Task UntilAcceptedAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        var answer = await PostAsync(delivery, cancel);
        foreach (var pause in options.Retries.Pauses)
        {
            if (Accepted(answer))
                return;
            await Task.Delay(pause, options.Clock, cancel);
            answer = await PostAsync(delivery, cancel);
        }
        if (!Accepted(answer))
            throw new WebhookLostException(answer);
    }

    /// <summary>One attempt, whatever the answer.</summary>
    public async Task<WebhookAnswer> PostAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        var answer = new WebhookAnswer(options.Clock.GetUtcNow(), await StatusAsync(delivery, cancel));
        delivery.Answered(answer);
        Answered?.Invoke(delivery, answer);
        return answer;
    }

    public static bool Accepted(WebhookAnswer answer) => answer.HttpStatus == (int)HttpStatusCode.OK;

    private async Task<int?> StatusAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Webhook);
        request.Content = new ReadOnlyMemoryContent(delivery.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Hub-Signature-256", delivery.Signature);
        request.Headers.UserAgent.ParseAdd("facebookexternalua");
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            return (int)response.StatusCode;
        }
        catch (Exception error) when (
            error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();
}
