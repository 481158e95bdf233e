using Hermetic.Domain;

namespace Hermetic.Storage.Tests;

/// <summary>Statuses against a table written by hand: rows are states, columns statuses.</summary>
public abstract class SentTagsContract(IEngine engine) : OutgoingContract(engine)
{
    private const string Oracle =
        """
                   Sent       Delivered  Read       Failed
        Queued     Sent       Delivered  Read       Queued
        Sending    Sent       Delivered  Read       Failed
        Sent       Sent       Delivered  Read       Failed
        Delivered  Delivered  Delivered  Read       Delivered
        Read       Read       Read       Read       Read
        Failed     Failed     Delivered  Read       Failed
        Parked     Sent       Delivered  Read       Failed
        Held       Held       Held       Held       Held
        Unsent     Unsent     Unsent     Unsent     Unsent
        Repeated   Repeated   Repeated   Repeated   Repeated
        """;

    private static readonly OutboxState[] _unresolved =
        [OutboxState.Queued, OutboxState.Sending, OutboxState.Parked];

    [Fact]
    public Task A_status_that_carries_the_try_moves_every_state_as_the_table_says() =>
        Database.CommitAsync(transaction =>
            Assert.Equal(Table(), Play(transaction, Enum.GetValues<OutboxState>(), byAttempt: true)));

    [Fact]
    public Task A_status_that_carries_only_the_wamid_moves_the_same_way() =>
        Database.CommitAsync(transaction =>
        {
            OutboxState[] linked =
            [
                .. Enum.GetValues<OutboxState>()
                    .Except([.. _unresolved, OutboxState.Held, OutboxState.Unsent]),
            ];

            Assert.Equal(
                Table().Where(
                    line => linked.Any(state => line.StartsWith($"{state} ", StringComparison.Ordinal))),
                Play(transaction, linked, byAttempt: false));
        });

    [Fact]
    public Task A_status_resolves_a_try_that_is_open_parked_or_to_be_repeated_and_nothing_else() =>
        Database.CommitAsync(transaction =>
        {
            foreach (var state in Enum.GetValues<OutboxState>())
            {
                var message = Bring(transaction, state);

                var applied = SentTags.Apply(
                    transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Delivered, code: 0);

                var expected =
                    _unresolved.Contains(state) ? StatusOutcome.ResolvedTry : StatusOutcome.Matched;
                Assert.Equal(new StatusApplied(expected, message.Guest.Conversation), applied);
            }
        });

    [Fact]
    public Task The_same_status_twice_changes_nothing() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sending);
        SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Read, code: 0);

        var again = SentTags.Apply(
            transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Read, code: 0);

        Assert.Equal(StatusOutcome.Matched, again.Outcome);
        Assert.Equal(OutboxState.Read, StateOf(transaction, message));
    });

    [Fact]
    public Task A_resolved_try_lets_the_next_message_go() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sending);
        var next = Queue(transaction, message.Guest);

        SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Sent, code: 0);

        Assert.Equal(next.Id, Conversations.Look(transaction, message.Guest.Conversation)!.Open!.Id);
    });

    [Fact]
    public Task After_a_status_has_resolved_a_try_its_wamid_alone_finds_the_message() =>
        Database.CommitAsync(transaction =>
        {
            var message = Bring(transaction, OutboxState.Parked);
            SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Sent, code: 0);

            var applied = SentTags.Apply(
                transaction, attempt: null, TagOf(message.Wamid), OutboxState.Read, code: 0);

            Assert.Equal(new StatusApplied(StatusOutcome.Matched, message.Guest.Conversation), applied);
            Assert.Equal(OutboxState.Read, StateOf(transaction, message));
        });

    [Fact]
    public Task A_refusal_keeps_the_error_code() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sending);

        SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Failed, code: 131026);

        Assert.Equal(131026, transaction.Count("select code from outbox where id = $1", message.Id));
    });

    [Fact]
    public Task A_message_costs_what_the_latest_status_says() => Database.CommitAsync(transaction =>
    {
        var message = Bring(transaction, OutboxState.Sending);
        var free = new MessageCost(Billable: false, PriceCategory.Service);
        var paid = new MessageCost(Billable: true, PriceCategory.Utility);

        SentTags.Apply(transaction, message.Attempt, TagOf(message.Wamid), OutboxState.Sent, code: 0, free);
        Assert.Equal(free, CostOf(transaction, message));
        SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Delivered, code: 0, paid);
        Assert.Equal(paid, CostOf(transaction, message));
        SentTags.Apply(transaction, attempt: null, TagOf(message.Wamid), OutboxState.Read, code: 0);
        Assert.Equal(paid, CostOf(transaction, message));
    });

    private static MessageCost? CostOf(Session session, Outgoing message) =>
        Outbox.List(session, Proof<ReadConversation>(Target.Deployment), message.Guest.Conversation)
            .Single(row => row.Id == message.Id).Cost;

    private static List<string> Table()
    {
        const StringSplitOptions Words = StringSplitOptions.RemoveEmptyEntries;
        var rows = Oracle.Split('\n').Select(line => line.Split(' ', Words)).ToList();
        return
        [
            .. rows.Skip(1).SelectMany(row => rows[0].Select((status, i) => $"{row[0]} + {status} = {row[i + 1]}")),
        ];
    }

    private List<string> Play(Transaction transaction, OutboxState[] states, bool byAttempt)
    {
        OutboxState[] statuses =
            [OutboxState.Sent, OutboxState.Delivered, OutboxState.Read, OutboxState.Failed];
        return [.. states.SelectMany(state => statuses.Select(status =>
        {
            var message = Bring(transaction, state);
            AttemptId? attempt = byAttempt ? message.Attempt : null;
            SentTags.Apply(transaction, attempt, TagOf(message.Wamid), status, code: 1);
            return $"{state} + {status} = {StateOf(transaction, message)}";
        }))];
    }
}
