using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.Simulator.Webhooks;

/// <summary>Signs webhooks, posts them, and repeats the same bytes until the service answers 200.</summary>
internal sealed class WebhookSender(SimulatorOptions options, SeededBytes seeded) : IDisposable
{
    private readonly Recent<WebhookDelivery> _deliveries = new(options.Kept);
    private readonly HttpClient _http = new(ServiceConnection.Handler(options))
    {
        Timeout = TimeSpan.FromSeconds(10),
    };
    private int _signed;

    /// <summary>Told after every attempt.</summary>
    public Action<WebhookDelivery, WebhookAnswer>? Answered { get; init; }

    public DeliveryTrouble Trouble { get; set; } = options.DeliveryTrouble;

    /// <summary>The last webhooks, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _deliveries.All;

    /// <summary>Any bytes; no luck but what the bytes themselves bring.</summary>
    public WebhookDelivery Sign(byte[] body) => Sign([], body, Convert.ToHexString(SHA256.HashData(body)));

    public WebhookDelivery Sign(IReadOnlyList<string> wamids, byte[] body, string label)
    {
        Span<byte> code = stackalloc byte[HmacSha256.Size];
        HmacSha256.Compute(options.AppSecret, body, code);
        var delivery = new WebhookDelivery(
            Interlocked.Increment(ref _signed), wamids, body, $"sha256={Convert.ToHexStringLower(code)}", label);
        _deliveries.Add(delivery);
        return delivery;
    }

    /// <summary>Returns when the service has answered 200, once or, by the option's chance, twice.</summary>
    /// <exception cref="WebhookLostException">The retry schedule is used up.</exception>
    public async Task DeliverAsync(WebhookDelivery delivery, CancellationToken cancel)
    {
        await UntilAcceptedAsync(delivery, cancel);
        if (seeded.Chance($"duplicate {delivery.Label}", Trouble.DuplicateShare))
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
        var drawn = seeded.Fraction($"cut {delivery.Label} {delivery.Answers.Count}");
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Webhook);
        request.Content = drawn < Trouble.CutBeforeShare
            ? new CutContent(delivery.Body, delivery.Body.Length / 2)
            : new ReadOnlyMemoryContent(delivery.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("X-Hub-Signature-256", delivery.Signature);
        request.Headers.UserAgent.ParseAdd("facebookexternalua");
        try
        {
            using var response = await _http.SendAsync(request, cancel);
            // Cut after the body: the service has it, and its answer is lost on the way.
            return drawn < Trouble.CutBeforeShare + Trouble.CutAfterShare ? null : (int)response.StatusCode;
        }
        catch (Exception error) when (
            error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Whether the service repeats the challenge with 200, as a subscription needs.</summary>
    public async Task<bool> SubscribeAsync(Secret verifyToken, CancellationToken cancel)
    {
        var challenge = seeded.Digits("challenge", count: 10);
        try
        {
            using var answer = await _http.GetAsync(
                Subscription.Address(options.Webhook, verifyToken, challenge), cancel);
            return answer.StatusCode == HttpStatusCode.OK
                && await answer.Content.ReadAsStringAsync(cancel) == challenge;
        }
        catch (Exception error) when (
            error is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    public void Dispose() => _http.Dispose();
}
