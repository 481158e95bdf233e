using System.Collections.Concurrent;
using System.Diagnostics;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Crash;

/// <summary>
/// People who each send numbered texts, the next only after the last was acknowledged, at a common rate; one body in
/// ten is delivered once more, some time later. Knows only what was acknowledged.
/// </summary>
internal sealed class Load(Meta meta, int people, int perSecond, Random random)
{
    private readonly List<Task> _redeliveries = [];
    private readonly ConcurrentDictionary<(int Person, int Number), byte> _acknowledged = [];
    private readonly Lock _drawing = new();

    public Person[] People { get; } = [.. Enumerable.Range(0, people).Select(Person.Numbered)];

    /// <summary>The acknowledged messages, by person and number.</summary>
    public IReadOnlyCollection<(int Person, int Number)> Acknowledged => [.. _acknowledged.Keys];

    /// <summary>A body was answered with 200.</summary>
    public Moment Acknowledgement { get; } = new();

    /// <summary>The first body that was acknowledged; null before.</summary>
    public byte[]? First { get; private set; }

    public Person Find(string name) => People.Single(person => person.Name == name);

    public static string TextOf(int person, int number) => $"p{person:D2} message {number:D4}";

    /// <summary>Sends until told to stop; then what was begun is finished, redeliveries included.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.WhenAll(People.Select((_, index) => SendAsync(index, stop)));
        Task[] late;
        lock (_redeliveries)
            late = [.. _redeliveries];
        await Task.WhenAll(late);
    }

    private async Task SendAsync(int index, CancellationToken stop)
    {
        var pace = TimeSpan.FromSeconds((double)people / perSecond);
        var clock = Stopwatch.StartNew();
        var due = pace * Draw();
        for (var number = 1; !stop.IsCancellationRequested; number++)
        {
            if (due > clock.Elapsed)
                await Task.Delay(due - clock.Elapsed, CancellationToken.None);
            var person = People[index];
            var body = WebhookBody.Text(person, person.NewWamid(), "#echo " + TextOf(index, number));
            await meta.DeliverAsync(body, cancel: CancellationToken.None);
            _acknowledged[(index, number)] = 0;
            First ??= body;
            Acknowledgement.Happens();
            if (Draw() < 0.1)
                Redeliver(body, TimeSpan.FromSeconds(3 * Draw()));
            // Whoever had to wait for a restart goes on at the same pace; there is no burst to catch up.
            due = clock.Elapsed > due + pace ? clock.Elapsed + pace * Draw() : due + pace;
        }
    }

    private void Redeliver(byte[] body, TimeSpan later)
    {
        lock (_redeliveries)
            _redeliveries.Add(DeliverLaterAsync());

        async Task DeliverLaterAsync()
        {
            await Task.Delay(later);
            await meta.DeliverAsync(body);
        }
    }

    private double Draw()
    {
        lock (_drawing)
            return random.NextDouble();
    }
}
