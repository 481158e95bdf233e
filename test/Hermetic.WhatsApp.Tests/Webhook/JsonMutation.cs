using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Hermetic.WhatsApp.Tests;

/// <summary>Changes a JSON text somewhere, keeping it JSON.</summary>
internal static class JsonMutation
{
    // What the mutating library cannot hold is put in at the end: half a surrogate pair, nesting deeper than
    // its own limit, a member given twice.
    private const string Lone = "\"(lone)\"";
    private const string Deep = "\"(deep)\"";
    private const string Twin = "(twin)";

    private static readonly string s_nesting = new string('[', 80) + new string(']', 80);

    private static readonly string[] s_replacements =
    [
        Deep, "\"\\u0000\"", "\"\\ufeff\"", "1700000000000", "-1700000000", "123456789012345678901234567890",
        "1e400", "-0", "\"1700000000000\"", "{\"type\":\"text\"}", "\"edit\"", "\"calls\"", "\"history\"", "\"system\"",
        "null", "true", "0", "-1", "1.5e300", "\"\"", "\"x\"", "[]", "{}", "[[[]]]", "\"ES.13491208655302741918\"",
        "\"1700000000\"", "1700000000", Lone, "{\"messages\":[{}]}", "[{\"id\":\"1\"}]", "\"messages\"", "\"text\"",
    ];

    public static Gen<string> Of(IReadOnlyList<string> corpus) =>
        Gen.Select(
            Gen.Int[0, corpus.Count - 1],
            Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 5], Gen.Int[0, s_replacements.Length - 1]).Array[0, 6],
            (index, steps) => steps.Aggregate(corpus[index], (json, step) => Apply(json, step.Item1, step.Item2, step.Item3))
                .Replace(Lone, "\"\\ud800\"", StringComparison.Ordinal)
                .Replace(Deep, s_nesting, StringComparison.Ordinal)
                .Replace(Twin, "", StringComparison.Ordinal));

    /// <summary>The same JSON with every character of every string as a six-byte escape.</summary>
    public static string EscapeEveryCharacter(string json)
    {
        var (escaped, isInside) = (new StringBuilder(), false);
        foreach (var character in json)
        {
            if (character == '\\')
                return json;   // has escapes already
            isInside ^= character == '"';
            if (isInside && character != '"')
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else
                escaped.Append(character);
        }
        return escaped.ToString();
    }

    /// <summary>The same JSON with white space wherever it may stand.</summary>
    public static string Spread(string json)
    {
        var (spread, isInside) = (new StringBuilder("\t"), false);
        for (var index = 0; index < json.Length; index++)
        {
            isInside ^= json[index] == '"' && !IsEscaped(json, index);
            spread.Append(json[index]);
            if (!isInside && ",:{[}]".Contains(json[index], StringComparison.Ordinal))
                spread.Append(" \r\n");
        }
        return spread.ToString();
    }

    private static bool IsEscaped(string json, int index)
    {
        var slashes = 0;
        while (index - slashes > 0 && json[index - slashes - 1] == '\\')
            slashes++;
        return slashes % 2 == 1;
    }

    private static string Apply(string json, int where, int how, int what)
    {
        var root = JsonNode.Parse(json);
        var places = Places(root).ToList();
        if (places.Count == 0)
            return s_replacements[what];
        var (parent, node, key) = places[where % places.Count];
        var replacement = JsonNode.Parse(s_replacements[what]);
        switch (parent, how)
        {
            case (JsonObject owner, 0):
                owner.Remove(key!);
                break;
            case (JsonObject owner, 1):
                owner[s_replacements[what].Trim('"', '(')] = node?.DeepClone();
                break;
            case (JsonObject owner, 5):
                owner[key + Twin] = replacement;
                break;
            case (JsonArray list, 0 or 1):
                list.Add(node?.DeepClone());
                break;
            case (JsonObject owner, 2):
                owner[key!] = new JsonArray(node?.DeepClone(), replacement);
                break;
            case (JsonObject owner, _):
                owner[key!] = replacement;
                break;
            case (JsonArray list, _):
                list[list.IndexOf(node)] = replacement;
                break;
        }
        return root!.ToJsonString();
    }

    private static IEnumerable<(JsonNode Parent, JsonNode? Node, string? Key)> Places(JsonNode? node) =>
        node switch
    {
        JsonObject owner => owner.SelectMany(m => Places(m.Value).Prepend((owner, m.Value, m.Key))),
        JsonArray list => list.SelectMany(item => Places(item).Prepend((list, item, null))),
        _ => [],
    };
}
