using Hermetic.Storage;

namespace Hermetic.Server.Staff;

/// <summary>A person who waits for somebody of the business, told from the order in which messages came and went.</summary>
/// <param name="Since">When the first message that nobody answered was written.</param>
/// <param name="Messages">That one and all after it.</param>
internal sealed record Waiting(DateTimeOffset Since, int Messages)
{
    /// <summary>Of a conversation in which a person is in charge; null while the business has the last word.</summary>
    /// <param name="saidAt">Opens a message: when it was said; null for what asks for no answer, such as a reaction.</param>
    /// <param name="meanwhile">Opens a reply: was a person in charge already when the assistant said it?</param>
    internal static Waiting? Of(
        IReadOnlyList<InboxRow> received, IReadOnlyList<OutboxRow> sent, Func<InboxRow, DateTimeOffset?> saidAt,
        Func<OutboxRow, bool> meanwhile)
    {
        var first = FirstUnanswered(sent, meanwhile);
        var unanswered = received.Where(row => row.Sequence >= first && row.Sealed is not null).ToList();
        for (var at = 0; at < unanswered.Count; at++)
        {
            if (saidAt(unanswered[at]) is { } since)
                return new Waiting(since, unanswered.Count - at);
        }
        return null;
    }

    /// <summary>
    /// What a person of the business wrote answers all before it. The assistant's last words before it left were that
    /// somebody will come: the message to which it said so still waits. What it said since then (that they were asked,
    /// what helps in danger, a copy of one's data) ends nobody's waiting and does not begin it anew.
    /// </summary>
    private static long FirstUnanswered(IReadOnlyList<OutboxRow> sent, Func<OutboxRow, bool> meanwhile) =>
        sent.LastOrDefault(row => row.Kind is OutboundKind.Staff or OutboundKind.Echo
            || (row.Kind is OutboundKind.Reply && !meanwhile(row))) switch
        {
            null => 1,
            { Kind: OutboundKind.Reply } left => left.After,
            var answer => answer.After + 1,
        };
}
