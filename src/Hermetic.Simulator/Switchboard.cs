using Hermetic.Simulator.Graph;
using Hermetic.Simulator.Phone;
using Hermetic.Simulator.Webhooks;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator;

/// <summary>Where the people's phones and the service meet: what Meta's servers do between the two.</summary>
internal sealed class Switchboard(
    SimulatorOptions options, Conversations conversations, WebhookSender webhooks, SendLimits limits,
    Wamid wamids, Errands errands)
{
    private readonly WebhookBody _bodies = new(options);
    private readonly Lock _gate = new();
    private readonly Queue<GraphFault> _faults = new();
    private readonly List<ReadMark> _reads = [];

    public SentMessages Sent { get; } = new();

    /// <summary>What becomes of the sends from now on.</summary>
    public StatusPlan Statuses { get; set; } = options.Statuses;

    public IReadOnlyList<ReadMark> Reads
    {
        get { lock (_gate) return [.. _reads]; }
    }

    public (string Wamid, Task Accepted) Write(SimulatedPerson person, string text, CancellationToken cancel)
    {
        var (wamid, at) = (wamids.ForPerson(person), options.Clock.GetUtcNow());
        return Post(
            person, new(wamid, ChatMessage.FromPerson, text, at),
            _bodies.Text(person, wamid, at, text), cancel);
    }

    public (string Wamid, Task Accepted) Press(
        SimulatedPerson person, ReplyButton button, string contextWamid, CancellationToken cancel)
    {
        var (wamid, at) = (wamids.ForPerson(person), options.Clock.GetUtcNow());
        conversations.Change(contextWamid, message => message with { Pressed = button.Id });
        return Post(
            person, new(wamid, ChatMessage.FromPerson, button.Title, at) { Context = contextWamid },
            _bodies.ButtonReply(person, wamid, at, contextWamid, button), cancel);
    }

    private (string Wamid, Task Accepted) Post(
        SimulatedPerson person, ChatMessage message, byte[] body, CancellationToken cancel)
    {
        conversations.Add(person, message);
        limits.Wrote(person, message.At);
        return (message.Wamid, webhooks.DeliverAsync(webhooks.Sign(message.Wamid, body), cancel));
    }

    /// <summary>The recipient, or null when nobody here has this number or id.</summary>
    public SimulatedPerson? Find(SendRequest request)
    {
        var digits = string.Concat(request.To.Where(char.IsAsciiDigit));
        return options.People.FirstOrDefault(person =>
            request.IsUserId ? person.UserId == request.To : person.PhoneNumber == digits);
    }

    public void Fail(GraphFault fault, int count)
    {
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
                _faults.Enqueue(fault);
        }
    }

    public GraphFault? NextFault()
    {
        lock (_gate)
            return _faults.TryDequeue(out var fault) ? fault : null;
    }

    /// <summary>False when the id is not that of a message from a person.</summary>
    public bool MarkRead(ReadMark mark)
    {
        if (!conversations.MarkRead(mark))
            return false;
        lock (_gate)
            _reads.Add(mark);
        return true;
    }

    /// <summary>
    /// Takes a send over. Its statuses come before the answer or once the answer is out, as planned.
    /// </summary>
    public async Task<SentMessage> AcceptAsync(SendRequest request, SimulatedPerson person, HttpContext http)
    {
        var message = new SentMessage(
            wamids.ForBusiness(person), person, request.To, request.Kind, request.Text, request.Buttons)
        {
            Header = request.Header,
            Footer = request.Footer,
            CallbackData = request.CallbackData,
            Context = request.Context,
            At = options.Clock.GetUtcNow(),
        };
        conversations.Add(person, ChatMessage.Of(message));
        var plan = Statuses;
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

    private async Task ReportAsync(SentMessage message, StatusPlan plan, CancellationToken stop)
    {
        foreach (var step in plan.Steps)
        {
            await Task.Delay(step.After, options.Clock, stop);
            conversations.Change(message.Wamid, shown => shown with { State = step.Status });
            var body = _bodies.Status(message, step, options.Clock.GetUtcNow());
            await Lossy(webhooks.DeliverAsync(webhooks.Sign(message.Wamid, body), stop));
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
