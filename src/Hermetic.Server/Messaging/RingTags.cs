using System.Buffers.Binary;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Messaging;

/// <summary>Tags under ring keys: they carry no subject and outlive an erasure.</summary>
internal static class RingTags
{
    extension(KeyRing ring)
    {
        /// <summary>A wamid embeds the phone number: it is personal data and never stored in the clear.</summary>
        internal RingTag DedupeTag(JsonText phoneNumberId, JsonText wamid, SecretArena arena)
        {
            using var number = Unescaped(phoneNumberId, arena, out var numberLength);
            using var id = Unescaped(wamid, arena, out var idLength);
            return ring.DedupeTag(number.Span[..numberLength], id.Span[..idLength]);
        }

        internal RingTag DedupeTag(ReadOnlySpan<byte> phoneNumberId, ReadOnlySpan<byte> wamid) =>
            ring.BlindIndex.Tag("dedupe", phoneNumberId, wamid);

        /// <summary>That a message was taken back, whether or not it has come yet.</summary>
        internal RingTag RevokedTag(JsonText phoneNumberId, JsonText wamid, SecretArena arena)
        {
            using var number = Unescaped(phoneNumberId, arena, out var numberLength);
            using var id = Unescaped(wamid, arena, out var idLength);
            return ring.BlindIndex.Tag("revoked", number.Span[..numberLength], id.Span[..idLength]);
        }

        internal RingTag WamidTag(JsonText wamid, SecretArena arena)
        {
            using var id = Unescaped(wamid, arena, out var length);
            return ring.WamidTag(id.Span[..length]);
        }

        internal RingTag WamidTag(ReadOnlySpan<byte> wamid) => ring.BlindIndex.Tag("wamid", wamid);

        internal RingTag NumberTag(JsonText phoneNumberId, SecretArena arena)
        {
            using var number = Unescaped(phoneNumberId, arena, out var length);
            return ring.NumberTag(number.Span[..length]);
        }

        internal RingTag NumberTag(ReadOnlySpan<byte> phoneNumberId) => ring.BlindIndex.Tag("number", phoneNumberId);

        /// <summary>By its id where it has one, else by its bytes: redelivery repeats the same bytes.</summary>
        internal RingTag ParkedTag(ReadOnlyMemory<byte> raw, JsonText? id, SecretArena arena)
        {
            if (id is not { } known)
                return ring.BlindIndex.Tag("parked-body", raw.Span);
            using var wamid = Unescaped(known, arena, out var length);
            return ring.BlindIndex.Tag("parked-id", wamid.Span[..length], raw.Span);
        }

        /// <summary>STOP, under the key that is never rotated away.</summary>
        internal Tag SuppressionTag(ReadOnlySpan<byte> identifier) => ring.Suppression.Tag("stop", identifier);

        /// <summary>No marketing, under the same key as STOP.</summary>
        internal Tag MarketingTag(ReadOnlySpan<byte> identifier) => ring.Suppression.Tag("marketing", identifier);

        internal Tag MarketingTag(JsonText identifier, SecretArena arena)
        {
            using var value = Unescaped(identifier, arena, out var length);
            return ring.MarketingTag(value.Span[..length]);
        }

        /// <summary>Two events of the same words at different times are two: redelivery repeats the time as well.</summary>
        internal RingTag AccountEventTag(WebhookElement element, SecretArena arena)
        {
            using var entry = Unescaped(element.EntryId, arena, out var length);
            using var time = Unescaped((element as FieldUpdate)?.EntryTime ?? default, arena, out var timeLength);
            return ring.BlindIndex.Tag(
                "account-event", entry.Span[..length], time.Span[..timeLength], element.Raw.Span);
        }

        /// <summary>A refusal of the whole account: the same code is one event a day.</summary>
        internal RingTag RefusalTag(int code, DateTimeOffset at)
        {
            Span<byte> bytes = stackalloc byte[2 * sizeof(int)];
            BinaryPrimitives.WriteInt32BigEndian(bytes, code);
            BinaryPrimitives.WriteInt32BigEndian(bytes[sizeof(int)..], (int)(at - DateTimeOffset.UnixEpoch).TotalDays);
            return ring.BlindIndex.Tag("account-refusal", bytes);
        }

        /// <summary>One cell of the built-in calendar: five minutes counted from the epoch.</summary>
        internal RingTag CellTag(long cell)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, cell);
            return ring.BlindIndex.Tag("occupancy", bytes);
        }

        /// <summary>As <see cref="CellTag(long)"/>, of one staff member's calendar.</summary>
        internal RingTag CellTag(long cell, string staffId)
        {
            Span<byte> bytes = stackalloc byte[sizeof(long)];
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, cell);
            return ring.BlindIndex.Tag("occupancy-staff", bytes, System.Text.Encoding.UTF8.GetBytes(staffId));
        }
    }

    private static SecretBuffer Unescaped(JsonText text, SecretArena arena, out int length)
    {
        var buffer = arena.Rent(Math.Max(1, text.MaxLength));
        length = text.Unescape(buffer.Span);
        return buffer;
    }
}

internal static class AttemptIds
{
    /// <summary>Our own correlation id as a status brings it back; null for anything else.</summary>
    internal static AttemptId? Read(JsonText? value)
    {
        Span<byte> utf8 = stackalloc byte[32];
        return value is { MaxLength: 32, HasEscapes: false } text
            && text.Unescape(utf8) == 32
            && Guid.TryParseExact(Ascii(utf8), "N", out var id) && id != Guid.Empty
            ? AttemptId.From(id)
            : null;
    }

    private static string Ascii(ReadOnlySpan<byte> utf8) => string.Create(utf8.Length, utf8, static (chars, bytes) =>
    {
        for (var i = 0; i < chars.Length; i++)
            chars[i] = (char)bytes[i];
    });
}

internal static class OutboxStates
{
    /// <summary>As staff read it.</summary>
    internal static ReadOnlySpan<byte> Name(OutboxState state) => state switch
    {
        OutboxState.Queued => "queued"u8,
        OutboxState.Sending => "sending"u8,
        OutboxState.Sent => "sent"u8,
        OutboxState.Delivered => "delivered"u8,
        OutboxState.Read => "read"u8,
        OutboxState.Failed => "failed"u8,
        OutboxState.Parked => "parked"u8,
        OutboxState.Held => "held"u8,
        OutboxState.Unsent => "unsent"u8,
        OutboxState.Repeated => "repeated"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    internal static OutboxState From(DeliveryState state) => state switch
    {
        DeliveryState.Sent => OutboxState.Sent,
        DeliveryState.Delivered => OutboxState.Delivered,
        DeliveryState.Read or DeliveryState.Played => OutboxState.Read,
        DeliveryState.Failed => OutboxState.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
