using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.People;

/// <summary>
/// The people who can write. A person keeps the place in the list whatever number or user id they get; who
/// they were is still understood by the script, and no longer by the Graph API.
/// </summary>
internal sealed class SimulatedPeople
{
    private readonly Lock _gate = new();
    private readonly SimulatorOptions _options;
    private readonly List<PersonState> _people = [];
    private readonly Dictionary<SimulatedPerson, PersonState> _everyIdentity = [];
    private readonly Dictionary<string, PersonState> _byUserId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PersonState> _byNumber = new(StringComparer.Ordinal);

    public SimulatedPeople(SimulatorOptions options)
    {
        _options = options;
        foreach (var person in options.People)
            Add(person);
    }

    public IReadOnlyList<SimulatedPerson> All
    {
        get { lock (_gate) return [.. _people.Select(state => state.Person)]; }
    }

    /// <exception cref="ArgumentException">Someone has this number or user id already.</exception>
    public PersonState Add(SimulatedPerson person)
    {
        lock (_gate)
        {
            RefuseTaken(person, by: null);
            var pair = _options.PairLimit
                ? new TokenBucket(capacity: 45, TimeSpan.FromSeconds(6), _options.Clock) : null;
            var state = new PersonState(_people.Count, person, pair);
            _people.Add(state);
            Index(state);
            return state;
        }
    }

    /// <summary>Another number or user id; the former ones reach nobody from now on.</summary>
    /// <exception cref="ArgumentException">Someone else has the new number or user id.</exception>
    public void Become(PersonState state, SimulatedPerson identity)
    {
        lock (_gate)
        {
            RefuseTaken(identity, by: state);
            _byUserId.Remove(state.Person.UserId);
            if (state.Person.PhoneNumber is { } former)
                _byNumber.Remove(former);
            state.Person = identity;
            Index(state);
        }
    }

    public PersonState? At(int position)
    {
        lock (_gate)
            return position >= 0 && position < _people.Count ? _people[position] : null;
    }

    /// <exception cref="ArgumentException">Nobody here is or was this person.</exception>
    public PersonState Of(SimulatedPerson person)
    {
        lock (_gate)
        {
            return _everyIdentity.GetValueOrDefault(person) ?? throw new ArgumentException(
                "This person is not one of the simulator's people.", nameof(person));
        }
    }

    /// <summary>The recipient, or null when nobody has this number or user id now.</summary>
    public PersonState? Find(string to, bool isUserId)
    {
        var digits = isUserId ? "" : string.Concat(to.Where(char.IsAsciiDigit));
        lock (_gate)
            return isUserId ? _byUserId.GetValueOrDefault(to) : _byNumber.GetValueOrDefault(digits);
    }

    private void Index(PersonState state)
    {
        _everyIdentity[state.Person] = state;
        _byUserId[state.Person.UserId] = state;
        if (state.Person.PhoneNumber is { } number)
            _byNumber[number] = state;
    }

    private void RefuseTaken(SimulatedPerson person, PersonState? by)
    {
        var holder = _byUserId.GetValueOrDefault(person.UserId);
        if (person.PhoneNumber is { } number)
            holder ??= _byNumber.GetValueOrDefault(number);
        if (holder is not null && holder != by)
            throw new ArgumentException("Someone has this phone number or user id.", nameof(person));
    }
}
