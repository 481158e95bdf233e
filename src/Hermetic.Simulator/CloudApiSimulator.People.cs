using Hermetic.Simulator.Webhooks;

namespace Hermetic.Simulator;

/// <content>Who the people are, and what WhatsApp tells about them and about the account.</content>
public sealed partial class CloudApiSimulator
{
    private int _rotations;

    /// <summary>The people as they are now, in their fixed order.</summary>
    public IReadOnlyList<SimulatedPerson> People => _people.All;

    /// <summary>Someone new.</summary>
    /// <exception cref="ArgumentException">Someone has this number or user id already.</exception>
    public void AddPerson(SimulatedPerson person) => _people.Add(person);

    /// <summary>
    /// The person gets another user id; the former one reaches nobody. Who they were may still be given to
    /// every method here.
    /// </summary>
    /// <param name="retiredField">
    /// Tell it by <c>user_id_update</c> in place of the <c>system</c> message.
    /// </param>
    /// <returns>The person as they are now.</returns>
    public async Task<SimulatedPerson> RotateUserIdAsync(
        SimulatedPerson person, bool retiredField = false, CancellationToken cancel = default)
    {
        var state = _people.Of(person);
        var (before, now) = (state.Person, state.Person with { UserId = NewUserId(state.Person) });
        _people.Become(state, now);
        if (retiredField)
            await _switchboard.TellAsync(
                PersonUpdates.RetiredUserIdUpdate(before, now, _options.Clock.GetUtcNow()), cancel);
        else
            await SendAsync(now, PersonUpdates.UserIdChanged(before, now), cancel);
        return now;
    }

    /// <summary>The person moves to another number, and gets another user id with it.</summary>
    /// <returns>The person as they are now.</returns>
    /// <exception cref="ArgumentException">Someone has this number.</exception>
    public async Task<SimulatedPerson> ChangeNumberAsync(
        SimulatedPerson person, string phoneNumber, CancellationToken cancel = default)
    {
        var state = _people.Of(person);
        var before = state.Person;
        var now = before with { PhoneNumber = phoneNumber, UserId = NewUserId(before) };
        _people.Become(state, now);
        // The notice still comes from the old number.
        await _switchboard.Write(state, PersonUpdates.NumberChanged(before, now), cancel, sender: before).Accepted;
        return now;
    }

    /// <summary>
    /// The person has a new phone: another identity key. Sends that name the former hash are refused
    /// (137000).
    /// </summary>
    /// <returns>The person as they are now, with <see cref="SimulatedPerson.IdentityKeyHash"/>.</returns>
    public async Task<SimulatedPerson> ChangeIdentityAsync(
        SimulatedPerson person, CancellationToken cancel = default)
    {
        var state = _people.Of(person);
        var hash = _seeded.Hex($"identity {state.Person.UserId} {Interlocked.Increment(ref _rotations)}", 6);
        var now = state.Person with { IdentityKeyHash = hash };
        _people.Become(state, now);
        await SendAsync(now, PersonUpdates.IdentityChanged(now, _options.Clock.GetUtcNow()), cancel);
        return now;
    }

    /// <summary>The person stops or resumes marketing messages.</summary>
    public Task SetMarketingAsync(SimulatedPerson person, bool wanted, CancellationToken cancel = default)
    {
        var state = _people.Of(person);
        state.MarketingStopped = !wanted;
        return _switchboard.TellAsync(
            PersonUpdates.Marketing(state.Person, wanted, _options.Clock.GetUtcNow()), cancel);
    }

    /// <summary>
    /// The person blocks the business, or unblocks it: nothing is told; sends are accepted and fail (131026).
    /// </summary>
    public void Block(SimulatedPerson person, bool blocked = true) => _people.Of(person).Blocks = blocked;

    /// <summary>The person calls the business (<c>connect</c>) or hangs up (<c>terminate</c>).</summary>
    public Task CallAsync(SimulatedPerson person, string callEvent, CancellationToken cancel = default)
    {
        var (state, at) = (_people.Of(person), _options.Clock.GetUtcNow());
        // A call opens the window as a message does.
        state.WroteAt(at);
        return _switchboard.TellAsync(PersonUpdates.Call(
            state.Person, $"wacid.{_seeded.Hex($"call {state.Position} {at.Ticks}", 12)}", callEvent,
            _options.DisplayPhoneNumber, at), cancel);
    }

    /// <summary>The templates of the account.</summary>
    public IReadOnlyList<SimulatedTemplate> Templates => _templates.All;

    /// <summary>A template appears or changes; nothing is told.</summary>
    public void SetTemplate(SimulatedTemplate template) => _templates.Set(template);

    /// <summary>A template appears or changes, and <c>message_template_status_update</c> tells it.</summary>
    public Task ChangeTemplateAsync(
        SimulatedTemplate template, string reason = "NONE", CancellationToken cancel = default)
    {
        SetTemplate(template);
        var id = _seeded.Digits($"template {template.Name} {template.Language}", count: 16);
        return RaiseAsync(AccountEvent.TemplateStatus(
            template, long.Parse(id, System.Globalization.CultureInfo.InvariantCulture), reason), cancel);
    }

    /// <summary>The service learns of a change of the account.</summary>
    public Task RaiseAsync(AccountEvent change, CancellationToken cancel = default) =>
        _switchboard.TellAsync(
            new("", change.Field, List: null, change.Value) { Time = _options.Clock.GetUtcNow() }, cancel);

    private string NewUserId(SimulatedPerson person) =>
        person.UserId[..3] + _seeded.Digits(
            $"user id {person.UserId} {Interlocked.Increment(ref _rotations)}", count: 20);
}
