using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Phone;

/// <summary>
/// What each person's phone shows. Every change goes to the page as an event, in the order of changes.
/// </summary>
internal sealed class Conversations(PhoneEvents events, int kept = 20_000)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, List<ChatMessage>> _chats = [];
    private readonly Dictionary<string, (int Person, ChatMessage Message)> _places =
        new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();
    private ServiceState _service = new(Reachable: true, Trouble: null);

    public ServiceState Service
    {
        get { lock (_gate) return _service; }
    }

    public IReadOnlyList<ChatMessage> Of(int person)
    {
        lock (_gate)
            return [.. Chat(person)];
    }

    public void Add(int person, ChatMessage message)
    {
        lock (_gate)
        {
            Chat(person).Add(message);
            Know(person, message);
            events.Message(person, message);
        }
    }

    /// <summary>
    /// A message that is no bubble, such as a reaction: it can be marked as read, and that is all.
    /// </summary>
    public void AddHidden(int person, ChatMessage message)
    {
        lock (_gate)
            Know(person, message);
    }

    /// <summary>Whether the message is in this person's chat, whoever wrote it.</summary>
    public bool Knows(int person, string wamid)
    {
        lock (_gate)
            return _places.TryGetValue(wamid, out var place) && place.Person == person;
    }

    /// <summary>False when no message has this id.</summary>
    public bool Change(string wamid, Func<ChatMessage, ChatMessage> change)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(wamid, out var place))
                return false;
            var after = change(place.Message);
            if (after == place.Message)
                return true;
            _places[wamid] = (place.Person, after);
            var chat = Chat(place.Person);
            // Changes are mostly about the last messages.
            var position = chat.FindLastIndex(shown => shown.Wamid == wamid);
            if (position >= 0)
            {
                chat[position] = after;
                events.Message(place.Person, after);
            }
            return true;
        }
    }

    /// <summary>A read mark covers the message and the person's earlier ones, as on a phone.</summary>
    public bool MarkRead(ReadMark mark)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(mark.Wamid, out var place)
                || place.Message.From != ChatMessage.FromPerson)
                return false;
            var chat = Chat(place.Person);
            var last = chat.FindLastIndex(shown => shown.Wamid == mark.Wamid);
            for (var i = last; i >= 0 && !IsRead(chat[i]); i--)
            {
                if (chat[i].From == ChatMessage.FromPerson)
                    Change(chat[i].Wamid, static unread => unread with { State = "read", Trouble = null });
            }
            if (mark.Typing)
                events.Typing(place.Person);
            return true;
        }
    }

    /// <summary>The service answered a webhook, or did not.</summary>
    public void Answered(WebhookDelivery delivery, WebhookAnswer answer)
    {
        var accepted = WebhookSender.Accepted(answer);
        var trouble = accepted ? null : answer.HttpStatus is { } status ? $"HTTP {status}" : "no answer";
        foreach (var wamid in delivery.Wamids)
            Change(wamid, message => message.From == ChatMessage.FromBusiness ? message : message with
            {
                // A read mark can be faster than the 200: ticks never turn back.
                State = accepted && message.State == "sent" ? "delivered" : message.State,
                Trouble = message.State == "sent" ? trouble : null,
            });
        lock (_gate)
        {
            var before = _service;
            _service = new(accepted, trouble);
            if (_service != before)
                events.Service(_service);
        }
    }

    private static bool IsRead(ChatMessage message) =>
        message is { From: ChatMessage.FromPerson, State: "read" };

    private List<ChatMessage> Chat(int person)
    {
        if (!_chats.TryGetValue(person, out var chat))
            _chats[person] = chat = [];
        return chat;
    }

    /// <summary>The oldest message of all is forgotten when there are too many.</summary>
    private void Know(int person, ChatMessage message)
    {
        _places[message.Wamid] = (person, message);
        _order.Enqueue(message.Wamid);
        if (_order.Count > kept && _places.Remove(_order.Dequeue(), out var oldest)
            && Chat(oldest.Person) is [var first, ..] chat && first.Wamid == oldest.Message.Wamid)
            chat.RemoveAt(0);
    }
}

/// <summary>Whether the last webhook was accepted, and if not, why.</summary>
internal sealed record ServiceState(bool Reachable, string? Trouble);
