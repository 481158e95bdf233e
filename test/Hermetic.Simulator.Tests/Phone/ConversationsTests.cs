using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Tests.Phone;

public sealed class ConversationsTests
{
    private static readonly WebhookAnswer Accepted = new(DateTimeOffset.UnixEpoch, 200);
    private static readonly WebhookAnswer Refused = new(DateTimeOffset.UnixEpoch, 503);

    private const int Anna = 0;
    private const int Bo = 1;

    private readonly Conversations _conversations = new(new PhoneEvents(CancellationToken.None));

    private void Write(int person, string wamid, string from = ChatMessage.FromPerson) =>
        _conversations.Add(person, new(wamid, from, "Text", DateTimeOffset.UnixEpoch));

    private void Answer(string wamid, WebhookAnswer answer) =>
        _conversations.Answered(new(1, [wamid], [], "sha256="), answer);

    private string State(int person, int position) => _conversations.Of(person)[position].State;

    [Fact]
    public void Ticks_turn_from_sent_to_delivered_to_read()
    {
        Write(Anna, "1");
        Assert.Equal("sent", State(0, 0));

        Answer("1", Accepted);
        Assert.Equal("delivered", State(0, 0));

        Assert.True(_conversations.MarkRead(new("1", Typing: false)));
        Assert.Equal("read", State(0, 0));
    }

    [Fact]
    public void Ticks_never_turn_back_when_the_read_mark_was_faster_than_the_answer()
    {
        Write(Anna, "1");
        _conversations.MarkRead(new("1", Typing: false));

        Answer("1", Accepted);

        Assert.Equal("read", State(0, 0));
    }

    [Fact]
    public void A_read_mark_covers_earlier_messages_of_the_same_person_and_nothing_else()
    {
        Write(Anna, "1");
        Write(Anna, "reply", ChatMessage.FromBusiness);
        Write(Anna, "2");
        Write(Anna, "3");
        Write(Bo, "4");

        _conversations.MarkRead(new("2", Typing: false));

        Assert.Equal(["read", "sent", "read", "sent"], _conversations.Of(0).Select(message => message.State));
        Assert.Equal("sent", State(1, 0));
    }

    [Fact]
    public void A_message_of_the_business_or_an_unknown_one_cannot_be_marked()
    {
        Write(Anna, "reply", ChatMessage.FromBusiness);

        Assert.False(_conversations.MarkRead(new("reply", Typing: false)));
        Assert.False(_conversations.MarkRead(new("unknown", Typing: false)));
    }

    [Fact]
    public void A_refused_message_says_why_until_it_is_accepted()
    {
        Write(Anna, "1");

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
        Write(Anna, "1");
        Answer("1", Accepted);

        Answer("1", Refused);

        Assert.Equal(("delivered", null), (State(0, 0), _conversations.Of(0)[0].Trouble));
    }

    [Fact]
    public void An_answer_to_a_status_changes_no_reply()
    {
        Write(Anna, "reply", ChatMessage.FromBusiness);

        Answer("reply", Accepted);

        Assert.Equal("sent", State(0, 0));
    }

    [Fact]
    public void What_is_no_bubble_can_be_marked_as_read_and_is_not_shown()
    {
        _conversations.AddHidden(Anna, new("reaction", ChatMessage.FromPerson, "", DateTimeOffset.UnixEpoch));

        Assert.Empty(_conversations.Of(Anna));
        Assert.True(_conversations.MarkRead(new("reaction", Typing: false)));
        Assert.True(_conversations.Knows(Anna, "reaction"));
        Assert.False(_conversations.Knows(Bo, "reaction"));
    }

    [Fact]
    public void Only_the_last_messages_are_remembered()
    {
        var conversations = new Conversations(new PhoneEvents(CancellationToken.None), kept: 2);
        foreach (var wamid in new[] { "1", "2", "3" })
            conversations.Add(Anna, new(wamid, ChatMessage.FromPerson, wamid, DateTimeOffset.UnixEpoch));

        Assert.Equal(["2", "3"], conversations.Of(Anna).Select(message => message.Wamid));
        Assert.False(conversations.Knows(Anna, "1"));
    }
}
