using Hermetic.Simulator.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Hermetic.Simulator.Control;

/// <summary>Who the people are: someone new, another number or id, opt-outs, blocks, calls.</summary>
internal sealed class PeopleEndpoints(
    CloudApiSimulator simulator, SimulatedPeople people, SeededBytes seeded, Errands errands)
{
    private const string Shape =
        "Send JSON with exactly one of \"userId\" (\"system\" or \"field\": a new one, told by message or by " +
        "user_id_update), \"phoneNumber\", \"newIdentity\" (true), \"marketing\", \"blocked\" (true or false), " +
        "\"call\" (\"connect\" or \"terminate\").";

    public void Map(WebApplication host)
    {
        host.MapPost("/simulator/people", AddAsync);
        host.MapPost("/simulator/people/{person:int}/changes", ChangeAsync);
    }

    private async Task AddAsync(HttpContext http)
    {
        if (await Exchange.ReadAsync(http, ControlJson.Default.NewPerson) is not { Name: { Length: > 0 } name } made
            || (made.PhoneNumber is { } number && !number.All(char.IsAsciiDigit)))
        {
            await Exchange.FailAsync(
                http, 400, "Send JSON: {\"name\": …} and, as you like, \"phoneNumber\" (digits), \"userId\", " +
                "\"username\", \"parentUserId\".");
            return;
        }
        var person = new SimulatedPerson(
            name, made.PhoneNumber,
            made.UserId ?? $"DE.{seeded.Digits($"person {people.All.Count}", count: 20)}")
        {
            Username = made.Username,
            ParentUserId = made.ParentUserId,
        };
        try
        {
            await AnswerAsync(http, 201, people.Add(person));
        }
        catch (ArgumentException)
        {
            await TakenAsync(http);
        }
    }

    private async Task ChangeAsync(HttpContext http)
    {
        if (Exchange.Person(http, people) is not { } state)
            await Exchange.NobodyAsync(http);
        else if (await Exchange.ReadAsync(http, ControlJson.Default.PersonChange) is { Count: 1 } change
            && Start(state.Person, change) is { } start)
            await ToldAsync(http, state, start());
        else
            await Exchange.FailAsync(http, 400, Shape);
    }

    /// <summary>Null when it is no change that a person can make.</summary>
    private Func<Task>? Start(SimulatedPerson person, PersonChange change) => change switch
    {
        { UserId: "system" or "field" } => () =>
            simulator.RotateUserIdAsync(person, change.UserId == "field", errands.Stopping),
        { PhoneNumber: { Length: > 0 } number } when number.All(char.IsAsciiDigit) => () =>
            simulator.ChangeNumberAsync(person, number, errands.Stopping),
        { NewIdentity: true } => () => simulator.ChangeIdentityAsync(person, errands.Stopping),
        { Marketing: { } wanted } => () => simulator.SetMarketingAsync(person, wanted, errands.Stopping),
        { Blocked: { } blocked } => () => Block(person, blocked),
        { Call: "connect" or "terminate" } => () =>
            simulator.CallAsync(person, change.Call, errands.Stopping),
        _ => null,
    };

    private Task Block(SimulatedPerson person, bool blocked)
    {
        simulator.Block(person, blocked);
        return Task.CompletedTask;
    }

    /// <summary>The change is made; the webhook about it is on its way.</summary>
    private Task ToldAsync(HttpContext http, PersonState state, Task told)
    {
        if (told is { IsFaulted: true, Exception.InnerException: ArgumentException })
            return TakenAsync(http);
        errands.Start(_ => Switchboard.Lossy(told));
        return AnswerAsync(http, 202, state);
    }

    private static Task TakenAsync(HttpContext http) =>
        Exchange.FailAsync(http, 409, "Someone has this phone number or user id.");

    private static Task AnswerAsync(HttpContext http, int status, PersonState state) => Exchange.AnswerAsync(
        http, status, new(state.Position, state.Person), ControlJson.Default.PersonView);
}
