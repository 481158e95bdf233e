using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermetic.Simulator.Phone;

/// <summary>The JSON that page and control API exchange.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PeopleView))]
[JsonSerializable(typeof(IReadOnlyList<ChatMessage>))]
[JsonSerializable(typeof(MessageEvent))]
[JsonSerializable(typeof(TypingEvent))]
[JsonSerializable(typeof(ServiceState))]
[JsonSerializable(typeof(NewPress))]
[JsonSerializable(typeof(Posted))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class PhoneJson : JsonSerializerContext;

internal sealed record PeopleView(
    string Business, string Number, IReadOnlyList<string> Suggestions, IReadOnlyList<string> Modules,
    IReadOnlyList<SimulatedPerson> People);

internal sealed record MessageEvent(int Person, ChatMessage Message);

internal sealed record TypingEvent(int Person);

internal sealed record NewPress(string? Id, string? Title, string? Context);

internal sealed record Posted(string Wamid);

internal sealed record Problem(string Error);
