using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Hermetic.Server.Observability;

/// <summary>
/// A label of a metric with every value that it can have. Values are declared and never come from a message, so that
/// nobody's data can be a label and the number of series has a bound.
/// </summary>
internal abstract class Label(string name, IEnumerable<string> values)
{
    /// <summary>What stands where a value was not declared.</summary>
    internal const string Other = "other";

    internal string Name => name;

    internal IReadOnlyList<string> Values { get; } = [.. values];

    /// <summary>An enum by its names.</summary>
    internal static Label<T> Of<T>(string name) where T : struct, Enum => Of(name, Enum.GetValues<T>());

    /// <summary>Some values of an enum by their names.</summary>
    internal static Label<T> Of<T>(string name, IEnumerable<T> values) where T : struct, Enum =>
        new(name, values.Select(value => (value, Snake(value))));

    /// <summary>Several enums in one, by their numbers.</summary>
    internal static Label<int> OfNumbers(string name, params IEnumerable<Enum> values) =>
        new(name, values.Select(value => (Convert.ToInt32(value, CultureInfo.InvariantCulture), Snake(value))));

    /// <summary>HTTP statuses; 0 is <c>none</c>, for when no answer came.</summary>
    internal static Label<int> OfCodes(string name, params IEnumerable<int> codes) =>
        new(name, codes.Select(code => (code, code == 0 ? "none" : code.ToString(CultureInfo.InvariantCulture))));

    private static string Snake(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

/// <summary>Its tags are made once, so that measuring allocates nothing.</summary>
internal sealed class Label<T>(string name, IEnumerable<(T Key, string Value)> values)
    : Label(name, values.Select(one => one.Value).Append(Other).Distinct(StringComparer.Ordinal)) where T : notnull
{
    private readonly FrozenDictionary<T, KeyValuePair<string, object?>> _tags = values.ToFrozenDictionary(
        one => one.Key, one => KeyValuePair.Create(name, (object?)one.Value));

    private readonly KeyValuePair<string, object?> _other = new(name, Other);

    internal IEnumerable<T> Keys => _tags.Keys;

    internal KeyValuePair<string, object?> this[T key] => _tags.TryGetValue(key, out var tag) ? tag : _other;
}
