using Hermetic.Simulator.Graph;
using Hermetic.Simulator.Media;
using Hermetic.Simulator.People;
using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator;

/// <summary>Where the people's phones and the service meet: what Meta's servers do between the two.</summary>
internal sealed class Switchboard(
    SimulatorOptions options, Conversations conversations, WebhookQueue webhooks, MediaStore media,
    Prices prices, SimulatedTemplates templates, SeededBytes seeded, Errands errands)
{
    private readonly Wamid _wamids = new(seeded);
    private readonly MessageUpdates _updates = new(options);
    private readonly Recent<ReadMark> _reads = new(options.Kept);

    public SentMessages Sent { get; } = new(options.Kept);

    /// <summary>What becomes of the sends from now on; null draws from the mix of the options.</summary>
    public StatusPlan Statuses { get; set; } = options.Statuses;

    public IReadOnlyList<ReadMark> Reads => _reads.All;

    /// <summary>The person's phone has it; the task ends when the service has it.</summary>
    /// <param name="sender">Who it is from, when that is no longer the person.</param>
    public (string Wamid, Task Accepted) Write(
        PersonState state, PersonMessage message, CancellationToken cancel, SimulatedPerson? sender = null)
    {
        var update = Prepare(state, message, sender ?? state.Person);
        return (update.Wamid, webhooks.DeliverAsync(update, cancel));
    }

    /// <summary>Several messages in one webhook.</summary>
    public (IReadOnlyList<string> Wamids, Task Accepted) Write(
        IEnumerable<(PersonState State, PersonMessage Message)> messages, CancellationToken cancel)
    {
        List<WebhookUpdate> updates = [.. messages.Select(each => Prepare(each.State, each.Message, each.State.Person))];
        return ([.. updates.Select(static update => update.Wamid)], webhooks.DeliverAsync(updates, cancel));
    }

    /// <summary>Staff wrote on the business's own phone.</summary>
    public (string Wamid, Task Accepted) Echo(
        PersonState state, PersonMessage message, CancellationToken cancel)
    {
        var (wamid, at) = (_wamids.ForBusiness(state.Person), options.Clock.GetUtcNow());
        var stored = Stored(message);
        var update = _updates.Echo(state.Person, wamid, at, message, stored);
        Show(state, ChatMessage.Of(wamid, ChatMessage.FromBusiness, at, message, stored), message);
        return (wamid, webhooks.DeliverAsync(update, cancel));
    }

    public Task TellAsync(WebhookUpdate update, CancellationToken cancel) =>
        webhooks.DeliverAsync(update, cancel);

    private WebhookUpdate Prepare(PersonState state, PersonMessage message, SimulatedPerson sender)
    {
        var (wamid, at) = (_wamids.ForPerson(sender), options.Clock.GetUtcNow());
        var stored = Stored(message);
        var update = _updates.Message(sender, wamid, at, message, stored);
        if (message.OpensWindow)
            state.WroteAt(at);
        Show(state, ChatMessage.Of(wamid, ChatMessage.FromPerson, at, message, stored), message);
        return update;
    }

    private StoredMedia? Stored(PersonMessage message) =>
        message.File is { } file ? media.Receive(file) : null;

    /// <summary>What a phone shows of it: a bubble, a changed bubble, or nothing.</summary>
    private void Show(PersonState state, ChatMessage shown, PersonMessage message)
    {
        if (message is { Type: "edit" or "revoke" or "reaction", Target: { } target })
            conversations.Change(target, before => Changed(before, shown, message) with
            {
                Changes = [.. before.Changes, shown.Wamid],
            });
        if (message.Type is "edit" or "revoke" || shown.Text.Length == 0)
            conversations.AddHidden(state.Position, shown);
        else
            conversations.Add(state.Position, shown);
    }

    private static ChatMessage Changed(ChatMessage before, ChatMessage shown, PersonMessage change) => change.Type switch
    {
        "edit" => before with { Text = shown.Text, Edited = true },
        "revoke" => before with { Text = "🚫 Deleted", Deleted = true },
        _ => before with { Reactions = before.Reactions with { Person = change.Emoji } },
    };

    /// <summary>
    /// The button stays pressed on the phone. What it answers with depends on what it stood under: a reply
    /// button, a row of a list, a quick reply of a template.
    /// </summary>
    public PersonMessage Press(string contextWamid, string id, string title)
    {
        conversations.Change(contextWamid, message => message with { Pressed = id });
        var asked = Sent.Find(contextWamid);
        var row = asked?.Rows.FirstOrDefault(choice => choice.Id == id);
        var reply = row is not null ? PersonMessage.ListReply(id, title, row.Description)
            : asked?.Template is not null ? PersonMessage.TemplateReply(id, title)
            : PersonMessage.ButtonReply(id, title);
        return reply with { Context = contextWamid };
    }

    public bool Knows(PersonState state, string wamid) => conversations.Knows(state.Position, wamid);

    /// <summary>False when the id is not that of a message from a person.</summary>
    public bool MarkRead(ReadMark mark)
    {
        if (!conversations.MarkRead(mark))
            return false;
        _reads.Add(mark);
        return true;
    }

    /// <summary>
    /// Takes a send over. Its statuses come before the answer or once the answer is out, as planned.
    /// </summary>
    /// <param name="failure">The code that its only status reports; null for the plan of the day.</param>
    public async Task<SentMessage> AcceptAsync(
        SendRequest request, PersonState state, HttpContext http, int? failure)
    {
        var message = Message(request, state);
        if (request.Kind != "reaction")
            conversations.Add(state.Position, ChatMessage.Of(message));
        else
            conversations.Change(request.ReactionTo!, before => Reacted(before, message));
        var plan = failure is { } code ? StatusPlan.Failed(code) : PlanFor(message);
        if (plan.BeforeAnswer)
        {
            await ReportAsync(message, plan, errands.Stopping);
        }
        else
        {
            http.Response.OnCompleted(() =>
            {
                errands.Start(stop => ReportAsync(message, plan, stop));
                return Task.CompletedTask;
            });
        }
        Sent.Add(message);
        return message;
    }

    private static ChatMessage Reacted(ChatMessage before, SentMessage reaction) => before with
    {
        Reactions = before.Reactions with { Business = reaction.Text.Length == 0 ? null : reaction.Text },
        Changes = [.. before.Changes, reaction.Wamid],
    };

    private SentMessage Message(SendRequest request, PersonState state)
    {
        var template = request.Template is { } call ? templates.Find(call.Name, call.Language) : null;
        var shown = template is null
            ? (request.Header, request.Text, request.Footer) : request.Template!.Shown(template);
        var replies = template?.Buttons.Where(static button => button.Kind == "QUICK_REPLY")
            .Select(static button => new ReplyButton(button.Text, button.Text)).ToList() ?? request.Buttons;
        return new(
            _wamids.ForBusiness(state.Person), state.Person, request.To, request.Kind, shown.Text, replies)
        {
            Header = shown.Header,
            Footer = shown.Footer,
            Rows = request.Rows,
            Link = request.Link,
            Links = template is null ? request.Links : request.Template!.Links(template),
            MediaId = request.MediaId,
            Template = template?.Name,
            ReactionTo = request.ReactionTo,
            CallbackData = request.CallbackData,
            Context = request.Context,
            Price = prices.Of(template),
            Json = request.Json,
            At = options.Clock.GetUtcNow(),
        };
    }

    private StatusPlan PlanFor(SentMessage message)
    {
        var drawn = seeded.Fraction($"plan {message.Wamid}");
        foreach (var (share, plan) in options.StatusMix)
        {
            if (drawn < share)
                return plan;
            drawn -= share;
        }
        return Statuses;
    }

    private async Task ReportAsync(SentMessage message, StatusPlan plan, CancellationToken stop)
    {
        foreach (var step in plan.Steps)
        {
            await Task.Delay(step.After, options.Clock, stop);
            conversations.Change(message.Wamid, shown => shown with { State = step.Status });
            var update = StatusUpdates.Status(message, step, options.Clock.GetUtcNow());
            await Lossy(webhooks.DeliverAsync(update, stop));
        }
    }

    /// <summary>
    /// A webhook that nobody waits for: when it is lost, its answers tell, and the next one still comes.
    /// </summary>
    public static async Task Lossy(Task delivery)
    {
        try
        {
            await delivery;
        }
        catch (WebhookLostException)
        {
            // Meta tells nobody either.
        }
    }
}
