using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Storage;

namespace Hermetic.Server.Tests.Staff;

/// <summary>Who waits for a person, and since which message, from nothing but the order of rows.</summary>
public sealed class WaitingTests
{
    private const int SaidMeanwhile = 1;
    private static readonly DateTimeOffset _noon = new(2026, 11, 25, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Who_asked_for_a_person_waits_since_the_question_that_was_handed_over() =>
        Assert.Equal(new(At(3), Messages: 1), Of(Received(3), Reply(after: 1), Reply(after: 2), Reply(after: 3)));

    [Fact]
    public void What_is_written_while_they_wait_counts_and_does_not_begin_anew() =>
        Assert.Equal(new(At(2), Messages: 3), Of(Received(4), Reply(after: 1), Reply(after: 2)));

    [Fact]
    public void What_the_assistant_says_meanwhile_neither_ends_their_waiting_nor_begins_it_anew() =>
        Assert.Equal(
            new(At(2), Messages: 4),
            Of(Received(5), Reply(after: 1), Reply(after: 2), Meanwhile(after: 3), Meanwhile(after: 5)));

    [Fact]
    public void What_the_assistant_says_after_a_person_of_the_business_leaves_the_answer_theirs() =>
        Assert.Equal(
            new(At(4), Messages: 2),
            Of(Received(5), Reply(after: 2), Row(OutboundKind.Staff, after: 3), Meanwhile(after: 5)));

    [Fact]
    public void Who_asks_again_after_they_were_given_back_waits_since_then() =>
        Assert.Equal(
            new(At(5), Messages: 1),
            Of(Received(5), Reply(after: 2), Meanwhile(after: 3), Reply(after: 4), Reply(after: 5)));

    [Theory]
    [InlineData(OutboundKind.Staff)]
    [InlineData(OutboundKind.Echo)]
    public void Nobody_waits_while_the_business_has_the_last_word(OutboundKind kind) =>
        Assert.Null(Of(Received(4), Reply(after: 2), Row(kind, after: 4)));

    [Fact]
    public void Who_writes_after_the_last_answer_of_a_person_waits_since_then() =>
        Assert.Equal(new(At(5), Messages: 2), Of(Received(6), Reply(after: 2), Row(OutboundKind.Staff, after: 4)));

    [Theory]
    [InlineData(OutboundKind.Reminder)]
    [InlineData(OutboundKind.Reopening)]
    [InlineData(OutboundKind.Probe)]
    public void What_is_sent_by_itself_answers_nobody(OutboundKind kind) =>
        Assert.Equal(new(At(2), Messages: 1), Of(Received(2), Reply(after: 2), Row(kind, after: 2)));

    [Fact]
    public void Nobody_ever_answered() => Assert.Equal(new(At(1), Messages: 2), Of(Received(2)));

    [Fact]
    public void A_reaction_asks_for_no_answer()
    {
        var sent = new[] { Row(OutboundKind.Staff, after: 1) };
        Assert.Null(Waiting.Of(Received(2), sent, static _ => null, Opens));
        Assert.Equal(
            new(At(3), Messages: 2),
            Waiting.Of(Received(4), sent, static row => row.Sequence == 2 ? null : At(row.Sequence), Opens));
    }

    [Fact]
    public void What_was_taken_back_is_not_waited_for()
    {
        InboxRow[] received = [.. Received(1), new(MessageId.New(), 2, InboxState.Revoked, Sealed: null)];
        Assert.Null(Of(received, Row(OutboundKind.Staff, after: 1)));
    }

    [Fact]
    public void Nothing_that_was_answered_is_opened() =>
        Waiting.Of(Received(5), [Row(OutboundKind.Staff, after: 4)], static row =>
        {
            Assert.Equal(5, row.Sequence);
            return At(5);
        }, Opens);

    private static Waiting? Of(IReadOnlyList<InboxRow> received, params OutboxRow[] sent) =>
        Waiting.Of(received, sent, static row => At(row.Sequence), Opens);

    /// <summary>Here the code of a row says what its envelope would.</summary>
    private static bool Opens(OutboxRow row)
    {
        Assert.Equal(OutboundKind.Reply, row.Kind);
        return row.Code == SaidMeanwhile;
    }

    private static DateTimeOffset At(long sequence) => _noon.AddMinutes(sequence);

    private static InboxRow[] Received(int count) =>
    [
        .. Enumerable.Range(1, count).Select(static sequence =>
            new InboxRow(MessageId.New(), sequence, InboxState.Done, Sealed<InboundContent>.FromStore(Envelope()))),
    ];

    private static OutboxRow Reply(long after) => Row(OutboundKind.Reply, after);

    private static OutboxRow Meanwhile(long after) => Reply(after) with { Code = SaidMeanwhile };

    private static OutboxRow Row(OutboundKind kind, long after) => new(
        MessageId.New(), ConversationId.New(), Sequence: 1, after, OutboxState.Sent, kind,
        Sealed<OutboundContent>.FromStore(Envelope()), Code: 0, Cost: null);

    /// <summary>The form of an envelope (version, suite, kind of key), of which nothing is ever opened here.</summary>
    private static byte[] Envelope() => [1, 1, 1, .. new byte[87 + 64]];
}
