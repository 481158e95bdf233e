using System.Text.Json.Serialization;

namespace Hermetic.Server.Console;

/// <summary>What the staff's desks write, as models of pages.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<ListedConversation>))]
[JsonSerializable(typeof(ShownConversation))]
[JsonSerializable(typeof(IReadOnlyList<AccountNews>))]
[JsonSerializable(typeof(RetentionState))]
[JsonSerializable(typeof(IReadOnlyList<FoundPerson>))]
[JsonSerializable(typeof(IReadOnlyList<WaitingAct>))]
[JsonSerializable(typeof(ShownPerson))]
[JsonSerializable(typeof(HoldOfPerson))]
[JsonSerializable(typeof(FoundEntries))]
[JsonSerializable(typeof(ShownEntry))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
