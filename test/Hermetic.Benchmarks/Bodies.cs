using System.Text;
using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Benchmarks;

/// <param name="Messages">How many messages and statuses are in it.</param>
public sealed record Body(string Name, byte[] Utf8, int Messages);

/// <summary>What WhatsApp delivers: one message, a hundred, the thousand that a batch may hold, and the fixtures.</summary>
public static class Bodies
{
    public static IEnumerable<Body> All()
    {
        foreach (var count in (int[])[1, 100, 1000])
        {
            yield return new($"{count} text", Text(count), count);
            yield return new($"{count} status", Statuses(count), count);
        }
        foreach (var fixture in (string[])["pywa__message__text.json", "pywa__message_status__with_tracker.json"])
        {
            if (Repository.Fixtures($"whatsapp/inbound/{fixture}") is { } path)
                yield return Fixture(path);
        }
    }

    /// <summary>Each message in a contact's name, in four languages, with the escapes that Meta uses.</summary>
    private static byte[] Text(int count) => Wrap("messages", count, i =>
        $$$"""
        {"from":"{{{34600000000 + i}}}","from_user_id":"ES.1349120865530274{{{i:d4}}}",
        "id":"wamid.HBgLMzQ2MDAxMTEyMjIVAgASGBQzQUE{{{i:d6}}}AA==","timestamp":"{{{1_790_000_000 + i}}}",
        "type":"text","text":{"body":"{{{Sentence(i)}}}"}}
        """);

    private static byte[] Statuses(int count) => Wrap("statuses", count, i =>
        $$$"""
        {"id":"wamid.HBgLMzQ2MDAxMTEyMjIVAgASGBQzQUE{{{i:d6}}}AA==","status":"delivered","timestamp":"1790000000",
        "recipient_id":"{{{34600000000 + i}}}","recipient_user_id":"ES.1349120865530274{{{i:d4}}}",
        "biz_opaque_callback_data":"0123456789abcdef0123456789abcdef",
        "pricing":{"billable":true,"pricing_model":"PMP","category":"service","type":"regular"}}
        """);

    private static string Sentence(int i) => (i % 4) switch
    {
        0 => "Hi! Could I come in next Tuesday at half past nine for a haircut?",
        1 => "Hola, \\u00bfpuedo cambiar mi cita del jueves a las cinco de la tarde?",
        2 => "Guten Tag, haben Sie am Freitag noch etwas f\\u00fcr zwei Personen frei?",
        _ => "Bom dia \\ud83c\\udf1e queria cancelar a minha marca\\u00e7\\u00e3o de amanh\\u00e3, obrigada",
    };

    private static byte[] Wrap(string list, int count, Func<int, string> element)
    {
        var contacts = list == "statuses" ? "" : "\"contacts\":[" + string.Join(',', Enumerable.Range(0, count).Select(i =>
            $$$"""{"profile":{"name":"Person {{{i}}}"},"wa_id":"{{{34600000000 + i}}}","user_id":"ES.1349120865530274{{{i:d4}}}"}""")) + "],";
        var json =
            $$"""
            {"object":"whatsapp_business_account","entry":[{"id":"102290129340398","changes":[{"value":{
            "messaging_product":"whatsapp","metadata":{"display_phone_number":"15550783881","phone_number_id":"106540352242922"},
            {{contacts}}"{{list}}":[{{string.Join(',', Enumerable.Range(0, count).Select(element))}}]},"field":"messages"}]}]}
            """;
        return Compact(json);
    }

    private static Body Fixture(string path)
    {
        var utf8 = Compact(File.ReadAllText(path));
        return new(Path.GetFileNameWithoutExtension(path).Replace("pywa__", "fixture ", StringComparison.Ordinal), utf8, 1);
    }

    /// <summary>Without white space and with everything beyond ASCII escaped, as Meta sends it.</summary>
    private static byte[] Compact(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Encoding.UTF8.GetBytes(JsonSerializer.Serialize(document.RootElement));
    }
}
