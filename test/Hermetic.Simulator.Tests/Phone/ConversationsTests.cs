using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Tests.Phone;

public sealed class ConversationsTests
{
    private static readonly WebhookAnswer Accepted = new(DateTimeOffset.UnixEpoch, 200);
    private static readonly WebhookAnswer Refused = new(DateTimeOffset.UnixEpoch, 503);

    private readonly Conversations _conversations = new(
        [Stage.Anna, Stage.Bo], new PhoneEvents(CancellationToken.None));

    private void Write(SimulatedPerson person, string wamid, string from = ChatMessage.FromPerson) =>
        _conversations.Add(person, new(wamid, from, "Text", DateTimeOffset.UnixEpoch));

    private void Answer(string wamid, WebhookAnswer answer) =>
        _conversations.Answered(new(wamid, [], "sha256="), answer);

    private string State(int person, int position) => _conversations.Of(person)[position].State;

    [Fact]
    public void Ticks_turn_from_sent_to_delivered_to_read()
    {
        Write(Stage.Anna, "1");
        Assert.Equal("sent", State(0, 0));

        Answer("1", Accepted);
        Assert.Equal("delivered", State(0, 0));

        Assert.True(_conversations.MarkRead(new("1", Typing: false)));
        Assert.Equal("read", State(0, 0));
    }

    [Fact]
    public void Ticks_never_turn_back_when_the_read_mark_was_faster_than_the_answer()
    {
        Write(Stage.Anna, "1");
        _conversations.MarkRead(new("1", Typing: false));

        Answer("1", Accepted);

        Assert.Equal("read", State(0, 0));
    }

    [Fact]
    public void A_read_mark_covers_earlier_messages_of_the_same_person_and_nothing_else()
    {
        Write(Stage.Anna, "1");
        Write(Stage.Anna, "reply", ChatMessage.FromBusiness);
        Write(Stage.Anna, "2");
        Write(Stage.Anna, "3");
        Write(Stage.Bo, "4");

        _conversations.MarkRead(new("2", Typing: false));

        Assert.Equal(["read", "sent", "read", "sent"], _conversations.Of(0).Select(message => message.State));
        Assert.Equal("sent", State(1, 0));
    }

    [Fact]
    public void A_message_of_the_business_or_an_unknown_one_cannot_be_marked()
    {
        Write(Stage.Anna, "reply", ChatMessage.FromBusiness);

        Assert.False(_conversations.MarkRead(new("reply", Typing: false)));
        Assert.False(_conversations.MarkRead(new("unknown", Typing: false)));
    }

    [Fact]
    public void A_refused_message_says_why_until_it_is_accepted()
    {
        Write(Stage.Anna, "1");

        Answer("1", Refused);
        Assert.Equal(("sent", "HTTP 503"), (State(0, 0), _conversations.Of(0)[0].Trouble));
        Assert.Equal(new ServiceState(Reachable: false, "HTTP 503"), _conversations.Service);

        Answer("1", new(DateTimeOffset.UnixEpoch, HttpStatus: null));
        Assert.Equal("no answer", _conversations.Of(0)[0].Trouble);

        Answer("1", Accepted);
        Assert.Equal(("delivered", null), (State(0, 0), _conversations.Of(0)[0].Trouble));
        Assert.True(_conversations.Service.Reachable);
    }

    [Fact]
    public void A_refused_second_delivery_does_not_trouble_a_delivered_message()
    {
        Write(Stage.Anna, "1");
        Answer("1", Accepted);

        Answer("1", Refused);

        Assert.Equal(("delivered", null), (State(0, 0), _conversations.Of(0)[0].Trouble));
    }

    [Fact]
    public void An_answer_to_a_status_changes_no_reply()
    {
        Write(Stage.Anna, "reply", ChatMessage.FromBusiness);

        Answer("reply", Accepted);

        Assert.Equal("sent", State(0, 0));
    }
}
