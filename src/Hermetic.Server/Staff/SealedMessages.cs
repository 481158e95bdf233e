using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>Sealed bytes that somebody kept, with the place they say they come from.</summary>
internal sealed record SealedMessage(bool Received, MessageId Id, SubjectId Subject, byte[] Envelope)
{
    /// <summary>Null unless it names table, row, subject and envelope.</summary>
    internal static SealedMessage? Read(JsonElement request) =>
        request.ValueKind == JsonValueKind.Object
        && request.TryGetProperty("table"u8, out var table)
        && (table.ValueEquals("inbox"u8) || table.ValueEquals("outbox"u8))
        && request.TryGetProperty("row"u8, out var row) && row.TryGetGuid(out var id) && id != Guid.Empty
        && request.TryGetProperty("subject"u8, out var whose) && whose.TryGetGuid(out var subject) && subject != Guid.Empty
        && request.TryGetProperty("envelope"u8, out var sealedBytes) && sealedBytes.TryGetBytesFromBase64(out var envelope)
            ? new SealedMessage(table.ValueEquals("inbox"u8), MessageId.From(id), SubjectId.From(subject), envelope)
            : null;
}

/// <summary>Opens single messages outside their conversation: what somebody kept, with the keys there are today.</summary>
internal sealed class SealedMessages(Vault vault, SecretArena arena)
{
    /// <summary>Writes <c>text</c>, or <c>reason</c>: <c>key-destroyed</c>, <c>other-key</c>, <c>altered</c>, <c>no-envelope</c>.</summary>
    internal async Task OpenAsync(SealedMessage message, Utf8JsonWriter json, CancellationToken cancel)
    {
        json.WriteStartObject();
        try
        {
            using var key = await vault.OpenAsync(SlotOf(message), cancel);
            Write(json, message, key.Key);
        }
        catch (FencedException)
        {
            json.WriteString("reason"u8, "key-destroyed"u8);
        }
        catch (Exception unknown) when (unknown is KeyPageDamagedException or ArgumentOutOfRangeException)
        {
            // A slot that was never given out: whoever wrote these bytes made it up.
            json.WriteString("reason"u8, "other-key"u8);
        }
        catch (EnvelopeException failure)
        {
            json.WriteString("reason"u8, failure.Reason switch
            {
                EnvelopeFailure.Format => "no-envelope"u8,
                EnvelopeFailure.Authentication => "altered"u8,
                _ => "other-key"u8,
            });
        }
        json.WriteEndObject();
    }

    /// <summary>Every message is sealed under its person's key, which lies in a slot of the tree.</summary>
    /// <exception cref="EnvelopeException">The bytes are no envelope.</exception>
    private static long SlotOf(SealedMessage message) =>
        (message.Received
            ? Sealed<InboundContent>.FromStore(message.Envelope).KeyId
            : Sealed<OutboundContent>.FromStore(message.Envelope).KeyId).Slot;

    private void Write(Utf8JsonWriter json, SealedMessage message, ContentKey key)
    {
        if (message.Received)
            WriteReceived(json, message, key);
        else
            WriteSent(json, message, key);
    }

    private void WriteReceived(Utf8JsonWriter json, SealedMessage message, ContentKey key)
    {
        var box = Sealed<InboundContent>.FromStore(message.Envelope);
        using var content = key.Open(box, InboundEnvelope.Context(message.Id, message.Subject)).Keep();
        var read = InboundEnvelope.Read(content.Memory);
        if (Said.Shown(Said.Newest(read.Content)) is not { } shown)
        {
            json.WriteString("text"u8, read.Kind);
            return;
        }
        using var text = arena.Rent(Math.Max(1, shown.MaxLength));
        json.WriteString("text"u8, text.Span[..shown.Unescape(text.Span)]);
    }

    private static void WriteSent(Utf8JsonWriter json, SealedMessage message, ContentKey key)
    {
        var box = Sealed<OutboundContent>.FromStore(message.Envelope);
        using var content = key.Open(box, Draft.Context(message.Id, message.Subject)).Keep();
        json.WriteString("text"u8, Draft.TextOf(content.Memory).Span);
    }
}
