using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator.Phone;

/// <summary>
/// What each person's phone shows. Every change goes to the page as an event, in the order of changes.
/// </summary>
internal sealed class Conversations(IReadOnlyList<SimulatedPerson> people, PhoneEvents events)
{
    private readonly Lock _gate = new();
    private readonly List<ChatMessage>[] _chats = [.. people.Select(_ => new List<ChatMessage>())];
    private readonly Dictionary<string, (int Person, int Position)> _places = new(StringComparer.Ordinal);
    private ServiceState _service = new(Reachable: true, Trouble: null);

    public ServiceState Service
    {
        get { lock (_gate) return _service; }
    }

    public IReadOnlyList<ChatMessage> Of(int person)
    {
        lock (_gate)
            return [.. _chats[person]];
    }

    public void Add(SimulatedPerson person, ChatMessage message)
    {
        lock (_gate)
        {
            var index = Array.FindIndex([.. people], candidate => candidate == person);
            if (index < 0)
                throw new ArgumentException(
                    "This person is not one of the simulator's people.", nameof(person));
            _places[message.Wamid] = (index, _chats[index].Count);
            _chats[index].Add(message);
            events.Message(index, message);
        }
    }

    /// <summary>False when no message has this id.</summary>
    public bool Change(string wamid, Func<ChatMessage, ChatMessage> change)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(wamid, out var place))
                return false;
            var before = _chats[place.Person][place.Position];
            var after = _chats[place.Person][place.Position] = change(before);
            if (after != before)
                events.Message(place.Person, after);
            return true;
        }
    }

    /// <summary>A read mark covers the message and the person's earlier ones, as on a phone.</summary>
    public bool MarkRead(ReadMark mark)
    {
        lock (_gate)
        {
            if (!_places.TryGetValue(mark.Wamid, out var place)
                || _chats[place.Person][place.Position].From != ChatMessage.FromPerson)
                return false;
            foreach (var message in _chats[place.Person].Take(place.Position + 1).ToList())
            {
                if (message is { From: ChatMessage.FromPerson, State: not "read" })
                    Change(message.Wamid, static unread => unread with { State = "read", Trouble = null });
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
        Change(delivery.Wamid, message => message.From == ChatMessage.FromBusiness ? message : message with
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
}

/// <summary>Whether the last webhook was accepted, and if not, why.</summary>
internal sealed record ServiceState(bool Reachable, string? Trouble);
