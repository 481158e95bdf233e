using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hermetic.Server.Demo;

/// <summary>The JSON between the tour's page and its demo.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Start))]
[JsonSerializable(typeof(Counts))]
[JsonSerializable(typeof(Evidence))]
[JsonSerializable(typeof(Hunt))]
[JsonSerializable(typeof(TheftReport))]
[JsonSerializable(typeof(Model))]
[JsonSerializable(typeof(ForgeryReport))]
[JsonSerializable(typeof(Asker))]
[JsonSerializable(typeof(PlugMoment))]
[JsonSerializable(typeof(HistoryReport))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class DemoJson : JsonSerializerContext;

/// <param name="Token">Goes back in the header <see cref="DemoGuard.Header"/> with every other request.</param>
/// <param name="Searched">What a thief of the disk would have.</param>
/// <param name="Booked">The service that the tour books, and ways to ask for it.</param>
internal sealed record Start(
    string Token, int ProcessId, IReadOnlyList<string> Searched, string Booked, IReadOnlyList<string> Wishes);

/// <param name="Words">What the thief looks for.</param>
internal sealed record Hunt(string? Words);

internal sealed record TheftReport(Search Real, Search Planted);

/// <param name="Wamid">The message whose webhook the forger saw.</param>
internal sealed record Model(string? Wamid);

/// <param name="Person">A place on the phone page.</param>
internal sealed record Asker(int Person);

/// <param name="Error">What happened, and what to do.</param>
internal sealed record Problem(string Error, string Code);
