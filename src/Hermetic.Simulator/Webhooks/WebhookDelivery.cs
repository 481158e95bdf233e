namespace Hermetic.Simulator.Webhooks;

/// <summary>One webhook: the bytes, their signature, and what the service answered each time.</summary>
public sealed class WebhookDelivery
{
    private readonly Lock _gate = new();
    private readonly List<WebhookAnswer> _answers = [];

    internal WebhookDelivery(
        int number, IReadOnlyList<string> wamids, byte[] body, string signature, string label = "")
    {
        Label = label;
        Number = number;
        Wamids = wamids;
        Body = body;
        Signature = signature;
    }

    /// <summary>Counted from 1 in the order of signing.</summary>
    public int Number { get; }

    /// <summary>The messages that the webhook brings or reports on; none for account events.</summary>
    public IReadOnlyList<string> Wamids { get; }

    /// <summary>The first of them; empty when there is none.</summary>
    public string Wamid => Wamids.Count == 0 ? "" : Wamids[0];

    /// <summary>The body, byte for byte as signed and posted.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The header <c>X-Hub-Signature-256</c>.</summary>
    public string Signature { get; }

    /// <summary>One for each attempt so far, oldest first.</summary>
    public IReadOnlyList<WebhookAnswer> Answers
    {
        get { lock (_gate) return [.. _answers]; }
    }

    /// <summary>What its luck is drawn from.</summary>
    internal string Label { get; }

    internal void Answered(WebhookAnswer answer)
    {
        lock (_gate)
            _answers.Add(answer);
    }
}

/// <summary>What the service said.</summary>
/// <param name="HttpStatus">
/// Null when there was no answer: refused, broken, or slower than 10 seconds.
/// </param>
public sealed record WebhookAnswer(DateTimeOffset At, int? HttpStatus);
