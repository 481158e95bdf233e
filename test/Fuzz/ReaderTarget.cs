using System.Buffers;
using System.Text;
using System.Text.Json;
using Hermetic.WhatsApp;
using Hermetic.WhatsApp.Tests;

namespace Fuzz;

/// <summary>
/// The webhook reader. It throws for what is not JSON and for nothing else; count in is count out; what it allocates
/// is bounded by the length of the body.
/// </summary>
public sealed class ReaderTarget : IFuzzTarget
{
    private const int AllocatedPerByte = 128;
    private const int AllocatedAtLeast = 16 * 1024;

    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions s_anyDepth = new() { MaxDepth = 5000 };
    private readonly ArrayBufferWriter<byte> _explanation = new();
    private long _executions;

    public string Name => "reader";

    public IReadOnlyList<byte[]> Corpus => Corpora.Webhooks;

    public IReadOnlyList<byte[]> Dictionary => Corpora.Words;

    /// <summary>The most that reading allocated, in bytes per byte of a body of at least 256.</summary>
    public double WorstShare { get; private set; }

    public void Execute(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var content = Read(input);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        FindingException.Unless(
            allocated <= AllocatedAtLeast + ((long)AllocatedPerByte * input.Length), "Reading allocated without bound.");
        if (input.Length >= 256)
            WorstShare = Math.Max(WorstShare, (double)allocated / input.Length);
        FindingException.Unless(
            CountIfJson(input) is var count
                && (count == content?.Elements.Count + content?.Parked.Count || (count < 0 && content is not null)),
            "Count in is not count out.");
        // The reading itself is what most of the time belongs to.
        if (content is not null && _executions++ % 4 == 0)
            Explain(content);
    }

    private static WebhookContent? Read(byte[] input)
    {
        try
        {
            return WebhookReader.Read(input);
        }
        catch (WebhookFormatException)
        {
            return null;
        }
    }

    private void Explain(WebhookContent content)
    {
        _explanation.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_explanation);
        WebhookExplanation.WriteJson(content, json);
        foreach (var element in content.Elements)
            FindingException.Unless(ElementWords.Of(element).Length > 0, "An element has no words.");
        foreach (var parked in content.Parked)
            FindingException.Unless(ElementWords.Of(parked).Length > 0, "A parked element has no words.");
        foreach (var message in content.Elements.OfType<InboundMessage>())
            FindingException.Unless(InboundMessage.Parse(message.Raw).Id == message.Id, "A row does not parse again.");
    }

    /// <summary>Null when it is not JSON; −1 when the counting library cannot read a name: half a surrogate
    /// pair.</summary>
    private static int? CountIfJson(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(s_strict.GetString(body), s_anyDepth);
            return NaiveCount.Of(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            return -1;
        }
        catch (Exception refusal) when (refusal is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }
}
