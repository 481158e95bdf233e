using System.Globalization;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Calendar;

/// <summary>A reminder as it was planned.</summary>
/// <param name="Language">In which the person is reminded.</param>
internal sealed record PlannedReminder(Instant Due, int MinutesBefore, string Language)
{
    /// <summary>Hours since 1970: all that is stored of the time in the clear.</summary>
    internal static long HourOf(Instant due) => due.ToUnixTimeSeconds() / 3600;
}

/// <summary>What a reminder's row seals, as text: the second when it is due, the minutes before, the language.</summary>
internal static class ReminderEnvelope
{
    internal static Sealed<ReminderContent> Seal(ContentKey key, MessageId id, SubjectId person, PlannedReminder reminder)
    {
        Span<byte> content = stackalloc byte[64];
        System.Text.Unicode.Utf8.TryWrite(
            content, CultureInfo.InvariantCulture,
            $"{reminder.Due.ToUnixTimeSeconds()} {reminder.MinutesBefore} {reminder.Language}", out var length);
        return key.Seal<ReminderContent>(content[..length], Context(id, person));
    }

    internal static PlannedReminder Open(ContentKey key, ReminderRow row)
    {
        using var content = key.Open(row.Sealed, Context(row.Id, row.Subject));
        var first = content.Utf8.IndexOf((byte)' ');
        var last = content.Utf8.LastIndexOf((byte)' ');
        return new(
            Instant.FromUnixTimeSeconds(long.Parse(content.Utf8[..first], CultureInfo.InvariantCulture)),
            int.Parse(content.Utf8[(first + 1)..last], CultureInfo.InvariantCulture),
            PublicIds.Read(content.Utf8[(last + 1)..]));
    }

    private static SealContext Context(MessageId id, SubjectId person) =>
        new("reminder", "envelope", id.Value, 1, person.Value);
}
