using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermetic.Simulator.Control;

/// <summary>The JSON of the script API.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(NewPerson))]
[JsonSerializable(typeof(PersonView))]
[JsonSerializable(typeof(PersonChange))]
[JsonSerializable(typeof(FaultOrder))]
[JsonSerializable(typeof(SendShares))]
[JsonSerializable(typeof(StatusOrder))]
[JsonSerializable(typeof(DeliveryOrder))]
[JsonSerializable(typeof(TokenOrder))]
[JsonSerializable(typeof(AccountOrder))]
[JsonSerializable(typeof(TemplateOrder))]
[JsonSerializable(typeof(IReadOnlyList<SimulatedTemplate>))]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(ClockOrder))]
[JsonSerializable(typeof(IReadOnlyList<DeliveryView>))]
[JsonSerializable(typeof(MessageRecord))]
[JsonSerializable(typeof(IReadOnlyList<SentMessage>))]
[JsonSerializable(typeof(IReadOnlyList<ReadMark>))]
[JsonSerializable(typeof(AnswerView))]
[JsonSerializable(typeof(WamidsView))]
[JsonSerializable(typeof(DoneView))]
internal sealed partial class ControlJson : JsonSerializerContext;

internal sealed record NewPerson(
    string? Name, string? PhoneNumber, string? UserId, string? Username, string? ParentUserId);

internal sealed record PersonView(int Position, SimulatedPerson Person);

/// <summary>One member for each thing that can change.</summary>
internal sealed record PersonChange(
    string? UserId, string? PhoneNumber, bool? NewIdentity, bool? Marketing, bool? Blocked, string? Call)
{
    internal int Count =>
        new object?[] { UserId, PhoneNumber, NewIdentity, Marketing, Blocked, Call }
            .Count(static given => given is not null);
}

internal sealed record FaultOrder(
    string? Fault, int? Code, int? HttpStatus, double? Seconds, int? Count, int? Person);

internal sealed record SendShares(
    double CutAfter, double CutBefore, double Slow, double Seconds, double Refuse, int Code);

internal sealed record StatusOrder(string? Plan, double? Seconds, int? Code);

internal sealed record DeliveryOrder(
    double Duplicate, double Held, double HeldSeconds, double CutBefore, double CutAfter, double BatchSeconds,
    bool Shuffle);

internal sealed record TokenOrder(bool? Expired);

internal sealed record AccountOrder(string? Field, JsonElement? Value);

internal sealed record TemplateOrder(
    string? Name, string? Language, string? Category, string? Body, string? Header, string? Footer,
    IReadOnlyList<TemplateButton>? Buttons, string? State, bool? Tell);

internal sealed record ClockView(DateTimeOffset Now);

internal sealed record ClockOrder(double? Seconds);

internal sealed record DeliveryView(
    int Number, IReadOnlyList<string> Wamids, string Body64, string Signature, IReadOnlyList<AnswerView> Answers);

internal sealed record AnswerView(DateTimeOffset At, int? HttpStatus);

/// <summary>Every webhook that carried a message or a status of it; and the send, when the service made it.</summary>
internal sealed record MessageRecord(
    string Wamid, IReadOnlyList<DeliveryView> Deliveries, SentMessage? Sent);

internal sealed record WamidsView(IReadOnlyList<string> Wamids);

internal sealed record DoneView(bool Done);
