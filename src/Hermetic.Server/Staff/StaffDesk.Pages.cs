using System.Text.Json;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Staff;

/// <summary>From which messages on a conversation is shown, backwards: their sequences in both directions.</summary>
internal readonly record struct Earlier(long Received, long Sent)
{
    internal static Earlier Newest => new(long.MaxValue, long.MaxValue);
}

// Lists and conversations piece by piece, as the console shows them.
internal sealed partial class StaffDesk
{
    /// <summary>So many conversations or messages are one piece.</summary>
    internal const int Piece = 50;

    /// <summary>Of so many conversations at most is known who waits: more than any business has people for.</summary>
    private const int MostWithPeople = 500;

    /// <summary>Writes those in which a person of the business is in charge, as <see cref="ListAsync"/> does.</summary>
    internal async Task ListWithPeopleAsync(Caller who, Utf8JsonWriter json, CancellationToken cancel)
    {
        var proof = await RecordAsync(who, Target.Deployment);
        await WriteListAsync(
            database.Read(session => Storage.Conversations.WithPeople(session, MostWithPeople)), json, proof, cancel);
    }

    /// <summary>Writes a piece of all of them, where somebody wrote last first, as <see cref="ListAsync"/> does.</summary>
    /// <param name="before">The place at which the piece before ended.</param>
    /// <returns>The place at which this one ends; null when it is the last.</returns>
    internal async Task<long?> ListRecentAsync(Caller who, long before, Utf8JsonWriter json, CancellationToken cancel)
    {
        var proof = await RecordAsync(who, Target.Deployment);
        var rows = database.Read(session => Storage.Conversations.Recent(session, before, Piece));
        await WriteListAsync(rows.Select(row => row.Conversation), json, proof, cancel);
        return rows.Count < Piece ? null : rows[^1].Place;
    }

    /// <summary>
    /// Writes one conversation: <c>{"id", "name", "state", "reason", "waiting", "windowUntil", "earlier", "messages"}</c>, the
    /// messages in their order. False when there is no such conversation.
    /// </summary>
    internal async Task<bool> ShowAsync(
        Caller who, ConversationId id, ReadingPurpose purpose, Earlier from, Utf8JsonWriter json, CancellationToken cancel)
    {
        if (database.Read(session => Storage.Conversations.Find(session, id)) is not { } row || !IsLive(row.Subject))
            return false;
        var proof = await RecordAsync(who, Target.Of(id, row.Subject), purpose);
        using var key = await OpenAsync(row.Subject, cancel);
        json.WriteStartObject();
        WriteHead(json, row, key, proof);
        WriteWindow(json, row, key);
        WritePiece(json, row, from, key, proof);
        json.WriteEndObject();
        return true;
    }

    /// <summary>Until when free words may be sent; nothing before the person was answered for the first time.</summary>
    private static void WriteWindow(Utf8JsonWriter json, ConversationRow row, KeyLease key)
    {
        if (row.Person is null)
            return;
        using var card = PersonCard.Open(key.Key, row);
        if (card.SaidAt > Instant.FromUnixTimeSeconds(0))
            json.WriteString("windowUntil"u8, new ServiceWindow(card.SaidAt).ClosesAt.ToDateTimeOffset());
    }

    private void WritePiece(
        Utf8JsonWriter json, ConversationRow row, Earlier from, KeyLease key, Authorized<ReadConversation> proof)
    {
        var received = database.Read(session => Storage.Inbox.Before(session, proof, row.Id, from.Received, Piece + 1));
        var sent = database.Read(session => Storage.Outbox.Before(session, proof, row.Id, from.Sent, Piece + 1));
        // An answer stands behind the message that was answered last; newest first, so that the piece is cut at its end.
        var both = received.Select(message => new Either((message.Sequence, 0), message, null))
            .Concat(sent.Select(message => new Either((message.After, message.Sequence), null, message)))
            .OrderByDescending(one => one.Place).ToList();
        if (both.Count > Piece)
        {
            both.RemoveRange(Piece, both.Count - Piece);
            WriteEarlier(json, new(
                both.LastOrDefault(one => one.In is not null)?.In!.Sequence ?? from.Received,
                both.LastOrDefault(one => one.Out is not null)?.Out!.Sequence ?? from.Sent));
        }
        both.Reverse();
        json.WriteStartArray("messages"u8);
        foreach (var (_, theirs, ours) in both)
        {
            if (theirs is not null)
                WriteReceived(json, theirs, key, proof, row.Subject);
            else
                WriteSent(json, [ours!], key, row.Subject);
        }
        json.WriteEndArray();
    }

    private sealed record Either((long, long) Place, InboxRow? In, OutboxRow? Out);

    private static void WriteEarlier(Utf8JsonWriter json, Earlier earlier)
    {
        json.WriteStartObject("earlier"u8);
        json.WriteNumber("received"u8, earlier.Received);
        json.WriteNumber("sent"u8, earlier.Sent);
        json.WriteEndObject();
    }
}
