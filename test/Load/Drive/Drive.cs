using System.Diagnostics;

namespace Load;

/// <summary>
/// Sends people's messages in a closed loop (so many at a time) or an open one (at a rate), each person one after the
/// other, and journals what was acknowledged.
/// </summary>
public sealed class Drive(WebhookSender sender, DriveOptions options, Journal journal, Echoes echoes, Random random)
{
    private readonly People _people = new(options.People, options.Zipf, new Random(random.Next()));
    private readonly Latencies _acknowledgements = new();
    private readonly Latencies _echoes = new();
    private readonly List<Task> _late = [];
    private readonly Lock _drawing = new();
    private readonly Pace _pace = new(options.Rate);
    private long _begun, _sent, _acknowledged, _givenUp, _measured;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Sends until told to stop or until <paramref name="options"/> end it; then finishes what was begun.</summary>
    public async Task<DriveResult> RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (options.Time != TimeSpan.MaxValue)
            ending.CancelAfter(options.Time);
        using var patience = new CancellationTokenSource();
        using var afterwards = ending.Token.Register(() => patience.CancelAfter(options.Patience));
        var cpu = Environment.CpuUsage.TotalTime;
        _begun = Monotonic.Now;
        _pace.Begin(_begun);
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(_ => SendAsync(ending.Token, patience.Token)));
        var seconds = (Monotonic.Now - _begun) / 1e9 - options.WarmUp.TotalSeconds;
        Task[] late;
        lock (_drawing)
            late = [.. _late];
        await Task.WhenAll(late);
        return new(
            _acknowledged, _givenUp, seconds, _measured / seconds, _acknowledgements.Summarize(), _echoes.Summarize(),
            sender.Answers, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private async Task SendAsync(CancellationToken stop, CancellationToken giveUp)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested && Interlocked.Read(ref _sent) < options.Messages)
        {
            var due = await _pace.NextAsync(stop);
            var messages = Write();
            if (stop.IsCancellationRequested || messages.Count == 0)
            {
                Release(messages);
                await Task.Delay(1, CancellationToken.None);
                continue;
            }
            Interlocked.Add(ref _sent, messages.Count);
            await SendAsync(messages, due, giveUp);
            Release(messages);
        }
    }

    private async Task SendAsync(List<PersonMessage> messages, long due, CancellationToken giveUp)
    {
        var request = sender.Sign(WebhookBodies.Messages(sender.PhoneNumberId, messages));
        if (Happens(options.Held))
            await Task.Delay(Milliseconds(500), CancellationToken.None);
        var awaited = options.UntilEcho ? echoes.Expect(messages) : null;
        var sent = Monotonic.Now;
        var since = Math.Min(due, sent);
        var acknowledged = await sender.DeliverAsync(request, giveUp);
        var now = Monotonic.Now;
        foreach (var message in messages)
            journal.Append(new SentLine(
                message.Person.Phone, message.Number, message.Text, sent, acknowledged ? now : null));
        Interlocked.Add(ref acknowledged ? ref _acknowledged : ref _givenUp, messages.Count);
        if (!acknowledged)
            return;
        if (Happens(options.Duplicates))
            DeliverAgain(request, giveUp);
        var echoed = awaited is null ? now : await awaited.WaitAsync(giveUp);
        if (echoed is null)
            Interlocked.Add(ref _givenUp, messages.Count);
        if (echoed is null || Monotonic.Span(since - _begun) < options.WarmUp)
            return;
        _acknowledgements.Add(now - since);
        if (awaited is not null)
            _echoes.Add(echoed.Value - since);
        Interlocked.Add(ref _measured, messages.Count);
    }

    /// <summary>Of one person, or now and then of so many as a body may hold, several of a person among them.</summary>
    private List<PersonMessage> Write()
    {
        var messages = new List<PersonMessage>();
        if (!Happens(options.Batches))
        {
            if (_people.Choose() is { } person)
                messages.Add(person.Write(!options.Plain));
            return messages;
        }
        // A tenth of the people at most, so that others go on meanwhile.
        var writers = new List<Person>();
        while (writers.Count < Math.Max(1, Math.Min(options.Batch, options.People / 10)) && _people.Choose() is { } person)
            writers.Add(person);
        for (var i = 0; writers.Count > 0 && i < options.Batch; i++)
            messages.Add(writers[i % writers.Count].Write(!options.Plain));
        return messages;
    }

    private void Release(List<PersonMessage> messages)
    {
        foreach (var person in messages.Select(message => message.Person).Distinct())
            _people.Release(person);
    }

    private void DeliverAgain(byte[] request, CancellationToken giveUp)
    {
        lock (_drawing)
            _late.Add(DeliverLaterAsync(Milliseconds(3000)));

        async Task DeliverLaterAsync(TimeSpan later)
        {
            await Task.Delay(later, CancellationToken.None);
            await sender.DeliverAsync(request, giveUp);
        }
    }

    private TimeSpan Milliseconds(int most)
    {
        lock (_drawing)
            return TimeSpan.FromMilliseconds(random.Next(most));
    }

    private bool Happens(double share)
    {
        if (share <= 0)
            return false;
        lock (_drawing)
            return random.NextDouble() < share;
    }
}
