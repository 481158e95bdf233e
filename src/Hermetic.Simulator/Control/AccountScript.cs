using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>The account's templates and events, and the clock.</summary>
internal sealed class AccountScript(SimulatorOptions options, CloudApiSimulator simulator, Errands errands)
{
    private const double LongestSeconds = 400.0 * 24 * 3600;

    private static readonly string[] _categories =
        [SimulatedTemplate.Utility, SimulatedTemplate.Marketing, SimulatedTemplate.Authentication];

    private static readonly string[] _states =
    [
        SimulatedTemplate.Approved, SimulatedTemplate.Paused, SimulatedTemplate.Disabled,
        SimulatedTemplate.Rejected, SimulatedTemplate.Pending,
    ];

    public void Map(WebApplication host)
    {
        host.MapPost("/simulator/account", RaiseAsync);
        host.MapGet("/simulator/templates", http => Exchange.AnswerAsync(
            http, 200, simulator.Templates, ControlJson.Default.IReadOnlyListSimulatedTemplate));
        host.MapPut("/simulator/templates", SetTemplateAsync);
        host.MapGet("/simulator/clock", ShowClockAsync);
        host.MapPost("/simulator/clock", AdvanceAsync);
    }

    private async Task RaiseAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.AccountOrder)
            is { Field: { Length: > 0 } field, Value: { } value })
        {
            var raised = simulator.RaiseAsync(AccountEvent.Of(field, value.GetRawText()), errands.Stopping);
            errands.Start(_ => Switchboard.Lossy(raised));
            await Exchange.AnswerAsync(http, 202, new(Done: true), ControlJson.Default.DoneView);
            return;
        }
        await Exchange.FailAsync(http, 400, "Send JSON: {\"field\": \"security\", \"value\": {…}}.");
    }

    private async Task SetTemplateAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.TemplateOrder) is { } order
            && Template(order) is { } template)
        {
            var told = order.Tell == true
                ? simulator.ChangeTemplateAsync(template, cancel: errands.Stopping) : Set(template);
            errands.Start(_ => Switchboard.Lossy(told));
            await Exchange.AnswerAsync(http, 200, new(Done: true), ControlJson.Default.DoneView);
            return;
        }
        await Exchange.FailAsync(
            http, 400, "Send JSON: \"name\", \"language\", \"body\" and, as you like, \"category\" (UTILITY, " +
            "MARKETING, AUTHENTICATION), \"state\" (APPROVED, PAUSED, DISABLED, REJECTED, PENDING), " +
            "\"header\", \"footer\", \"buttons\" [{\"kind\", \"text\"}], \"tell\".");
    }

    private Task Set(SimulatedTemplate template)
    {
        simulator.SetTemplate(template);
        return Task.CompletedTask;
    }

    private static SimulatedTemplate? Template(TemplateOrder order)
    {
        var (category, state) =
            (order.Category ?? SimulatedTemplate.Utility, order.State ?? SimulatedTemplate.Approved);
        return order is { Name: { Length: > 0 } name, Language: { Length: > 0 } language, Body: { } body }
            && _categories.Contains(category, StringComparer.Ordinal)
            && _states.Contains(state, StringComparer.Ordinal)
            ? new(name, language, category, body)
            {
                Header = order.Header,
                Footer = order.Footer,
                Buttons = order.Buttons ?? [],
                State = state,
            }
            : null;
    }

    private Task ShowClockAsync(HttpContext http) => Exchange.AnswerAsync(
        http, 200, new(options.Clock.GetUtcNow()), ControlJson.Default.ClockView);

    private async Task AdvanceAsync(HttpContext http)
    {
        if (options.Clock is not SimulatedClock clock)
        {
            await Exchange.FailAsync(http, 409, "This simulator runs on a clock that cannot be moved.");
        }
        else if (await Exchange.ReadAsync(http, ControlJson.Default.ClockOrder)
            is { Seconds: >= 0 and <= LongestSeconds } order)
        {
            clock.Advance(TimeSpan.FromSeconds(order.Seconds.Value));
            await ShowClockAsync(http);
        }
        else
        {
            await Exchange.FailAsync(http, 400, "Send JSON: {\"seconds\": how far the clock is moved on}.");
        }
    }
}
