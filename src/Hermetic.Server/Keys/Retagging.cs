using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Calendar;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Hermetic.WhatsApp;
using NodaTime;

namespace Hermetic.Server.Keys;

/// <summary>
/// After a rotation of the blind-index key: what lies under an earlier version, and can be made anew because its value is
/// here, goes over to the active one, in short commits of comparisons. Any node may do it, twice is harmless. Nothing new
/// comes under an earlier version meanwhile (<see cref="RingVersions"/>), so whoever came to the end is done.
/// </summary>
/// <param name="vault">Opens what the values are sealed under.</param>
/// <param name="database">Where it lies.</param>
/// <param name="arena">Where a value is unescaped.</param>
/// <param name="phoneNumberId">The business's number, UTF-8: what is of another number is not touched.</param>
/// <param name="clock">Measures the pause between two passes.</param>
internal sealed partial class Retagging(
    Vault vault, Database database, SecretArena arena, ReadOnlyMemory<byte> phoneNumberId, TimeProvider clock)
{
    /// <summary>After a pass: who was just being erased, or whose row changed at that moment, is looked at again.</summary>
    internal static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>Rows of one commit.</summary>
    internal const int Batch = 256;

    private Tag? _identifier;
    private long _message;
    private long _appointment;

    /// <summary>The version to which the rows before the cursors have gone.</summary>
    private int _to;

    /// <summary>When the last pass to it ended; null while one is under way.</summary>
    private long? _ended;

    /// <summary>The next rows.</summary>
    /// <returns>How many; 0 when none is left, or none that opens.</returns>
    /// <exception cref="FencedException">Somebody changed one of them at the same moment; nothing of the batch was stored.</exception>
    internal async Task<int> StepAsync(CancellationToken cancel)
    {
        var active = vault.Ring.BlindIndex.Version;
        if (active != _to)
            Begin(active);
        if (!HasEarlier || (_ended is { } at && clock.GetElapsedTime(at) < Pause))
            return 0;
        _ended = null;
        if (await MoveAsync(active, cancel) is > 0 and var moved)
            return moved;
        await DestroyPeppersAsync(active, cancel);
        Begin(active);
        _ended = clock.GetTimestamp();
        return 0;
    }

    private void Begin(int active) => (_to, _ended, _identifier, _message, _appointment) = (active, null, null, 0, 0);

    /// <summary>Whether a version is kept under which something may lie still.</summary>
    private bool HasEarlier
    {
        get
        {
            var tag = vault.Ring.NumberTag(phoneNumberId.Span);
            foreach (var other in tag.Others)
            {
                if (other.Version < tag.Active.Version)
                    return true;
            }
            return false;
        }
    }

    private async Task<int> MoveAsync(int active, CancellationToken cancel)
    {
        var moved = await MoveNumberAsync();
        moved = moved > 0 ? moved : await MovePeopleAsync(active, cancel);
        moved = moved > 0 ? moved : await MoveMessagesAsync(active, cancel);
        return moved > 0 ? moved : await MoveAppointmentsAsync(active, cancel);
    }

    private async Task<int> MoveNumberAsync()
    {
        var tag = vault.Ring.NumberTag(phoneNumberId.Span);
        foreach (var old in tag.Others.ToArray().Where(other => other.Version < tag.Active.Version))
        {
            if (await database.CommitAsync(transaction =>
                    TaggedRows.MoveNumber(transaction, old, tag.Active, Batch)) is > 0 and var moved)
                return moved;
        }
        return 0;
    }

    /// <summary>Messages name WhatsApp's id of them; the number is the one that the service answers for.</summary>
    private async Task<int> MoveMessagesAsync(int active, CancellationToken cancel)
    {
        // Asked for before anything is made under it: who gets another ring in between is refused.
        var under = vault.Ring.NumberTag(phoneNumberId.Span).Active;
        while (database.Read(session => TaggedRows.Messages(session, active, _message, Batch)) is { Count: > 0 } rows)
        {
            var moves = new List<(TaggedMessage Message, RingTag? Tag)>();
            foreach (var row in rows)
            {
                if (row.Sealed is null)
                    moves.Add((row, null));
                else if (await TagOfAsync(row, row.Sealed, cancel) is { } tag)
                    moves.Add((row, tag));
            }
            var moved = await database.CommitAsync(transaction =>
            {
                TaggedRows.Require(transaction, under);
                return moves.Count(move => TaggedRows.Move(transaction, move.Message, move.Tag?.Active));
            });
            _message = rows[^1].Row;
            if (moved > 0)
                return moved;
        }
        return 0;
    }

    /// <summary>
    /// Null when it does not open, or when what is in it does not make the tag that it has: a message to another number.
    /// </summary>
    private async ValueTask<RingTag?> TagOfAsync(
        TaggedMessage row, Sealed<InboundContent> box, CancellationToken cancel)
    {
        using var content = await OpenAsync(row.Slot, box, InboundEnvelope.Context(row.Id, row.Subject), cancel);
        if (content is null)
            return null;
        var message = InboundEnvelope.Read(content.Memory);
        // An edit has taken over the tag of what it edits.
        foreach (var id in (JsonText?[])[(message.Content as MessageEdit)?.OriginalMessageId, message.Id])
        {
            if (id is { } wamid && TagOf(wamid) is var tag && tag.Under(row.Tag.Version) == row.Tag)
                return tag;
        }
        return null;
    }

    private RingTag TagOf(JsonText wamid)
    {
        using var id = arena.Rent(Math.Max(1, wamid.MaxLength));
        return vault.Ring.DedupeTag(phoneNumberId.Span, id.Span[..wamid.Unescape(id.Span)]);
    }

    /// <summary>Every appointment that is kept, whether it is still to come or was.</summary>
    private async Task<int> MoveAppointmentsAsync(int active, CancellationToken cancel)
    {
        var under = vault.Ring.NumberTag(phoneNumberId.Span).Active;
        var occupancy = new Occupancy(vault.Ring, database);
        while (database.Read(session => TaggedRows.Appointments(session, active, _appointment, Batch)) is { Count: > 0 } rows)
        {
            var moves = new List<(AppointmentId Id, Tag Old, Tag New)>();
            foreach (var row in rows)
            {
                foreach (var (old, renewed) in await CellsOfAsync(row, occupancy, cancel))
                    moves.Add((row.Appointment.Id, old, renewed));
            }
            var moved = await database.CommitAsync(transaction =>
            {
                TaggedRows.Require(transaction, under);
                return moves.Count(move => TaggedRows.Move(transaction, move.Id, move.Old, move.New));
            });
            _appointment = rows[^1].Row;
            if (moved > 0)
                return moved;
        }
        return 0;
    }

    private async ValueTask<IReadOnlyList<(Tag Old, Tag New)>> CellsOfAsync(
        KeptAppointmentRow row, Occupancy occupancy, CancellationToken cancel)
    {
        try
        {
            using var key = await vault.OpenAsync(row.Slot, cancel);
            var appointment = AppointmentEnvelope.Open(key.Key, row.Appointment, row.Subject, DateTimeZone.Utc);
            var taken = database.Read(session => Appointments.CellsOf(session, row.Subject, row.Appointment.Id));
            return occupancy.Renew(taken, appointment.Start.ToInstant(), appointment.StaffId);
        }
        catch (Exception closed) when (IsClosed(closed))
        {
            return [];
        }
    }

    /// <summary>Null for what does not open: it stays as it is, and keeps its version from being destroyed.</summary>
    private async ValueTask<SecretBuffer?> OpenAsync<T>(
        long slot, Sealed<T> box, SealContext context, CancellationToken cancel) where T : IContentKind
    {
        try
        {
            using var key = await vault.OpenAsync(slot, cancel);
            return key.Key.Open(box, context).Keep();
        }
        catch (Exception closed) when (IsClosed(closed))
        {
            return null;
        }
    }

    private static bool IsClosed(Exception failure) =>
        failure is FencedException or KeyPageDamagedException or EnvelopeException;
}
