using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Hermetic.Server.Observability;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Hermetic.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hermetic.Server.Tests.Observability;

/// <summary>
/// A person of whom everything is known is looked for in all that a monitor, a collector or a reader of the log gets:
/// every number's labels, every span of any source in the process, every line with its values.
/// </summary>
public sealed class NoPersonalDataTests
{
    private static readonly SimulatedPerson _person = new("Quillfeather Xaverine", "4917799001122", "DE.77120935540011229988");

    [Fact]
    public async Task Nobody_is_in_a_label_a_span_or_a_line_of_the_log()
    {
        using var spans = new Spans();
        using var log = new Lines();
        await using var service = await RunningService.StartAsync(options => options with { People = [_person, .. options.People] });
        service.Parts.GetRequiredService<ILoggerFactory>().AddProvider(log);

        var canaries = await TalkAsync(service);

        var seen = await SeenAsync(service, spans, log);
        Assert.All(canaries, canary => Assert.DoesNotContain(canary, seen, StringComparison.OrdinalIgnoreCase));
        // What was looked at is what there is to see.
        Assert.Contains("hermetic_sends_refused_total", seen, StringComparison.Ordinal);
        foreach (var span in new[] { "webhook", "turn", "send" })
            Assert.Contains($"span {Traces.SourceName} {span}", seen, StringComparison.Ordinal);
        Assert.Contains("WhatsApp refused a message for good", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_is_in_one_of_them_is_found()
    {
        using var spans = new Spans();
        using var log = new Lines();
        await using var service = await RunningService.StartAsync();
        var logs = service.Parts.GetRequiredService<ILoggerFactory>();
        logs.AddProvider(log);
        using var meter = new Meter(Instruments.MeterName, "control");
        using var source = new ActivitySource(Traces.SourceName);

        meter.CreateCounter<long>("hermetic.control").Add(1, new KeyValuePair<string, object?>("who", "canary-label"));
        using (var span = source.StartActivity("control"))
        {
            span?.SetTag("who", "canary-tag");
            span?.AddEvent(new("canary-event"));
        }
        using (source.StartActivity("canary-span"))
        {
        }
#pragma warning disable CA1848, CA2254 // the mistake that is looked for
        logs.CreateLogger("Hermetic").LogWarning("{Who}", "canary-line");
#pragma warning restore CA1848, CA2254

        var seen = await SeenAsync(service, spans, log);
        foreach (var place in new[] { "label", "tag", "event", "span", "line" })
            Assert.Contains("canary-" + place, seen, StringComparison.Ordinal);
    }

    /// <summary>A booking, a person of the business, a refusal, an unknown outcome, an erasure.</summary>
    private static async Task<IReadOnlyList<string>> TalkAsync(RunningService service)
    {
        await service.AskAsync(_person, "where are you? canary-question");
        var question = await service.AskAsync(_person, $"haircut on {OpenDay.Wednesday} at 3pm");
        await service.PressAsync(_person, question, "Confirm");
        await service.ReplyAsync("canary-staff will help you");
        service.Phones.FailNext(new GraphFault.Refuse(400, 131026));
        await service.Phones.SendTextAsync(_person, "opening hours? canary-refused");
        await service.AskAsync(_person, "canary-again, when are you open?");
        service.Phones.FailNext(new GraphFault.CutAfterAccepting());
        await service.Phones.SendTextAsync(_person, "where are you? canary-unknown");
        await service.DrainedAsync(6);
        await RunningService.UntilAsync(
            () => service.Database.Read(session => Outbox.OpenConversations(session, 1)).Count == 0, "what is on its way");
        Assert.True(await service.Parts.GetRequiredService<StaffDesk>().ReleaseAsync(StaffDesk.Socket, service.Conversation.Id));
        var delete = await service.AskAsync(_person, "delete my data");
        await service.PressAsync(_person, delete, delete.Buttons[0].Title);
        return
        [
            _person.PhoneNumber!, _person.UserId, "Quillfeather", "Xaverine", "canary-", "haircut", "wamid.",
            .. service.SentTo(_person).Select(sent => sent.Wamid),
        ];
    }

    private static async Task<string> SeenAsync(RunningService service, Spans spans, Lines log) => string.Join(
        '\n', [(await Scraped.FromAsync(service)).Text, .. spans.All, .. log.All]);

    /// <summary>All that a span says: of every source, not only of those that are exported.</summary>
    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener _listener;

        internal Spans()
        {
            _listener = new()
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => All.Add(string.Join(' ',
                [
                    $"span {span.Source.Name} {span.OperationName} {span.DisplayName} {span.StatusDescription}",
                    $"{span.ParentId} {span.TraceStateString}",
                    .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
                    .. span.Baggage.Select(item => $"{item.Key}={item.Value}"),
                    .. span.Events.Select(one => $"{one.Name} {string.Join(' ', one.Tags)}"),
                    .. span.Links.SelectMany(link => link.Tags ?? []).Select(tag => $"{tag.Key}={tag.Value}"),
                ])),
            };
            ActivitySource.AddActivityListener(_listener);
        }

        internal ConcurrentBag<string> All { get; } = [];

        public void Dispose() => _listener.Dispose();
    }

    /// <summary>The log as the console gets it, and the values beside each sentence.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        internal ConcurrentBag<string> All { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull
        {
            All.Add($"scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            All.Add(string.Create(CultureInfo.InvariantCulture,
                $"line {eventId.Id} {formatter(state, exception)} {exception} {string.Join(' ', values)}"));
        }

        public void Dispose()
        {
        }
    }
}
