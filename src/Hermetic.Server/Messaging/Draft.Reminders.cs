using System.Buffers.Binary;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Messaging;

// A reminder. Parts after its words: the second until which they hold, then what fills each place of its template.
internal sealed partial class Draft
{
    /// <summary>Both forms of a reminder: which one is sent, the window decides when it is sent.</summary>
    /// <param name="id">The reminder's: it can become one message only.</param>
    /// <param name="until">Later, its words are wrong or it comes too late.</param>
    internal static Draft OfReminder(
        MessageId id, Appointment appointment, Instant until, Instant now, Business business, IWording wording,
        SecretArena arena)
    {
        using var text = new SecretWriter(arena);
        wording.Write(new Reply.Reminding(appointment, now.InZone(business.Zone).Date), business, text);
        var draft = new Draft(arena, DraftKind.Reminder, text.WrittenSpan, now) { Id = id };
        Span<byte> second = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(second, until.ToUnixTimeSeconds());
        Parts.Write(draft._content, second);
        foreach (var place in Enum.GetValues<ReminderPlace>())
        {
            using var value = new SecretWriter(arena);
            wording.WritePlace(place, appointment, business, value);
            Parts.Write(draft._content, value.WrittenSpan);
        }
        return draft;
    }

    internal static bool Holds(ReadOnlyMemory<byte> reminder, Instant now) =>
        now < Instant.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(Parts.Read(reminder)[2].Span));

    /// <summary>In words, for while the window is open.</summary>
    internal static OutboundMessage ReadReminder(ReadOnlyMemory<byte> reminder) => OutboundMessage.Text(TextOf(reminder));

    /// <summary>As the approved template, with its places filled by name.</summary>
    internal static OutboundMessage ReadReminder(ReadOnlyMemory<byte> reminder, ApprovedTemplate template)
    {
        var parts = Parts.Read(reminder);
        return template.Filled(
        [
            .. Enum.GetValues<ReminderPlace>().Select((place, at) =>
                TemplateParameter.Text(parts[3 + at], NameOf(place))),
        ]);
    }

    private static string NameOf(ReminderPlace place) => place switch
    {
        ReminderPlace.Service => "service",
        ReminderPlace.Date => "date",
        ReminderPlace.Time => "time",
        _ => "business",
    };
}
