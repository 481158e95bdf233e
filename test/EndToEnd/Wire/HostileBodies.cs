using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Hermetic.EndToEnd.Service;
using Hermetic.Testing;

namespace Hermetic.EndToEnd.Wire;

/// <summary>
/// JSON that is as wrong as JSON can be, about this deployment's number, with somebody else's message beside it: in
/// the same list where the body is made here, as another entry where it was recorded.
/// </summary>
internal static partial class HostileBodies
{
    public const string Canary = "canary-of-the-bodies";

    /// <summary>Every vector of the reader, and every fixture where they are; the ids are made unique.</summary>
    public static IEnumerable<(string Name, Func<string, byte[]> Beside)> Recorded()
    {
        foreach (var (number, (name, body)) in Vectors().Concat(Fixtures()).Index())
        {
            var own = Number().Replace(body, $"\"phone_number_id\":\"{Deployment.PhoneNumberId}\"")
                .Replace("wamid.", $"wamid.{number}.", StringComparison.Ordinal);
            // Where there is no list of entries, the neighbour comes after.
            yield return (name, entry => Utf8(Entries().Replace(own, $"$0{entry},", 1)));
        }
    }

    /// <summary>One odd message each, by somebody new, with a neighbour behind it in the same list.</summary>
    public static IEnumerable<(string Name, Func<string, byte[]> Beside)> Made()
    {
        foreach (var (number, odd) in Messages().Index())
        {
            var who = $"\"from\":\"4917{number:D9}\",\"from_user_id\":\"DE.77{number:D18}\",\"id\":\"wamid.odd{number}\"";
            var contact = $$$"""{"profile":{"name":"{{{Canary}}} {{{number}}}"},"wa_id":"4917{{{number:D9}}}"}""";
            var message = odd.Replace("{who}", who, StringComparison.Ordinal);
            yield return (odd[..Math.Min(odd.Length, 100)], neighbour => Utf8(Body(contact, $"{message},{neighbour}")));
        }
        foreach (var twice in (string[])["\"entry\":[],", "\"entry\":7,", "\"object\":null,\"object\":[],"])
            yield return (twice, neighbour => Utf8(Body("{}", neighbour).Replace("{\"object\"", $"{{{twice}\"object\"", StringComparison.Ordinal)));
        yield return ("metadata twice", neighbour => Utf8(Body("{}", neighbour).Replace(
            "\"metadata\"", "\"metadata\":{\"phone_number_id\":\"7\"},\"metadata\"", StringComparison.Ordinal)));
        yield return ("many contacts", neighbour => Utf8(Body(Many(20_000, "{\"wa_id\":\"1\"}"), neighbour)));
        yield return ("many that are none", neighbour => Utf8(Body("{}", $"{Many(5000, "7")},{neighbour}")));
        yield return ("statuses of nobody's messages", neighbour => Utf8(Body("{}", neighbour).Replace(
            "\"messages\":", $"\"statuses\":[{Many(1000, $"{{\"id\":\"{Canary}\",\"status\":\"read\"}}")}],\"messages\":", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Messages()
    {
        foreach (var time in (string[])
            ["-1", "\"-1753851315\"", "\"1753851315000\"", "1753851315000", "1e400", "-1e400", "0", "1753851315.5", "null", "{}", "[]",
            "\"\"", "\"99999999999999999999999\"", "\"9223372036854775807\"", "-9223372036854775808", "\"253402300800\"",
            "\"-62135596801\"", "true", new string('9', 50_000)])
            yield return $$$"""{{who},"timestamp":{{{time}}},"type":"text","text":{"body":"{{{Canary}}}"}}""";
        foreach (var text in (string[])
            ["\\ud800", "\\udc00\\ud800", "a\\ud83d", "\\u0000\\u0000", "\\ufeff", "\\u202e\\u2028\\u0007\\u001b[2J", "", " ", "\ufffe",
            new string('x', 2_500_000), string.Concat(Enumerable.Repeat("\\ud800", 100_000)), "#echo"])
            yield return $$$"""{{who},"timestamp":"1753851315","type":"text","text":{"body":"{{{text}}}"}}""";
        foreach (var rest in (string[])
            ["\"type\":\"image\",\"type\":\"text\",\"text\":{\"body\":\"one\"},\"text\":{\"body\":\"two\",\"body\":\"three\"}",
            "\"id\":\"wamid.again\",\"id\":\"wamid.andagain\",\"type\":\"text\",\"text\":{\"body\":\"ids\"}",
            $"\"type\":\"text\",\"text\":{{\"body\":\"deep\"}},\"x\":{Nested(50)}", $"\"type\":\"text\",\"text\":{{\"body\":\"deeper\"}},\"x\":{Nested(64)}",
            $"\"type\":\"text\",\"text\":{Nested(100_000)}", $"\"type\":\"text\",\"text\":{{\"body\":\"1\"}},\"x\":{new string('9', 200_000)}",
            $"\"type\":\"text\",\"text\":{{\"body\":\"long name\"}},\"{new string('n', 500_000)}\":1",
            $"\"type\":\"{new string('t', 500_000)}\"", "\"type\":\"\\ud800\",\"text\":{\"body\":\"half\"}",
            $"\"id\":\"wamid.{new string('i', 500_000)}\",\"type\":\"text\",\"text\":{{\"body\":\"long id\"}}",
            "\"id\":\"\\ud800\",\"type\":\"text\",\"text\":{\"body\":\"half an id\"}", "\"id\":{},\"type\":\"text\",\"text\":{\"body\":\"an id\"}",
            "\"from\":\"\\ud800\",\"type\":\"text\",\"text\":{\"body\":\"half a number\"}", $"\"from\":\"{new string('4', 400)}\",\"type\":\"text\",\"text\":{{\"body\":\"1\"}}",
            $"\"type\":\"reaction\",\"reaction\":{{\"message_id\":\"wamid.x\",\"emoji\":\"{new string('e', 500_000)}\"}}",
            "\"type\":\"location\",\"location\":{\"latitude\":1e400,\"longitude\":-1e400}",
            "\"type\":\"location\",\"location\":{\"latitude\":\"NaN\",\"longitude\":\"Infinity\",\"name\":\"\\udc00\"}",
            "\"type\":\"order\",\"order\":{\"catalog_id\":\"1\",\"product_items\":[{\"product_retailer_id\":\"x\",\"quantity\":1e400,\"item_price\":-1e400,\"currency\":\"\\ud800\"}]}",
            "\"type\":\"interactive\",\"interactive\":{\"type\":\"nfm_reply\",\"nfm_reply\":{\"response_json\":\"{\\\"a\\\":\",\"body\":\"\\ud800\"}}",
            $"\"type\":\"interactive\",\"interactive\":{{\"type\":\"button_reply\",\"button_reply\":{{\"id\":\"{new string('b', 300_000)}\",\"title\":\"\\u0000\"}}}}",
            "\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.odd0\",\"message\":{\"type\":\"edit\",\"edit\":{\"original_message_id\":\"wamid.odd0\"}}}",
            "\"type\":\"revoke\",\"revoke\":{\"original_message_id\":\"\\ud800\"}",
            "\"type\":\"system\",\"system\":{\"type\":\"user_changed_number\",\"wa_id\":\"\\ud800\",\"body\":\"x\"}",
            "\"type\":\"contacts\",\"contacts\":[{},[],7,{\"name\":{\"formatted_name\":\"\\ud800\"}}]",
            $"\"type\":\"text\",\"text\":{{\"body\":\"quoted\"}},\"context\":{{\"id\":\"{new string('c', 300_000)}\",\"from\":{{}}}},\"referral\":7"])
            yield return $$$"""{{who},"timestamp":"1753851315",{{{rest}}}}""";
    }

    private static string Body(string contacts, string messages) => $$$"""
        {"object":"whatsapp_business_account","entry":[{"id":"1","changes":[{"field":"messages","value":{
        "messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{Deployment.PhoneNumberId}}}"},
        "contacts":[{{{contacts}}}],"messages":[{{{messages}}}]}}]}]}
        """;

    private static IEnumerable<(string Name, string Body)> Vectors() =>
        from file in (string[])["odd-bodies", "kinds"]
        let rows = JsonDocument.Parse(File.ReadAllText(Repository.Vector($"whatsapp/{file}.json"))).RootElement
        from row in rows.EnumerateArray()
        select (row.GetProperty("name").GetString()!, row.GetProperty("body").GetRawText());

    private static IEnumerable<(string Name, string Body)> Fixtures() =>
        Repository.Fixtures("whatsapp/inbound") is { } folder
            ? Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal)
                .Select(file => (Path.GetFileName(file), File.ReadAllText(file)))
            : [];

    /// <summary>What people wrote and are called in a body: none of it may be said again.</summary>
    public static IEnumerable<string> Content(byte[] body) =>
        Said().Matches(Encoding.UTF8.GetString(body)).Select(match => match.Groups[1].Value)
            .Where(text => text != Deployment.PhoneNumberId);

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);

    private static string Many(int count, string what) => string.Join(',', Enumerable.Repeat(what, count));

    private static byte[] Utf8(string body) => Encoding.UTF8.GetBytes(body);

    [GeneratedRegex("\"phone_number_id\"\\s*:\\s*\"[^\"]*\"")]
    private static partial Regex Number();

    // The last: one recording has a whole body inside another.
    [GeneratedRegex("\"entry\"\\s*:\\s*\\[(?=\\s*\\{)", RegexOptions.RightToLeft)]
    private static partial Regex Entries();

    [GeneratedRegex("\"(?:body|name|formatted_name|caption|filename|title|address|from|to|wa_id|id|user_id|from_user_id|"
        + "recipient_id|username|payload|phone|email|message_id|emoji)\"\\s*:\\s*\"([^\"\\\\]{8,60})\"")]
    private static partial Regex Said();
}
