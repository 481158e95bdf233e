using System.Text;
using System.Text.Json;
using Hermetic.Testing;

namespace Fuzz;

/// <summary>Webhook bodies to start from: the project's own, and those beside the checkout when present.</summary>
public static class Corpora
{
    public static IReadOnlyList<byte[]> Webhooks { get; } =
    [
        .. Vectors("whatsapp/odd-bodies.json"),
        .. Vectors("whatsapp/kinds.json"),
        .. Repository.Fixtures("whatsapp/inbound") is { } folder
            ? Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Compact)
            : [],
    ];

    public static IReadOnlyList<byte[]> Words { get; } =
    [
        .. """
            "entry": "changes": "value": "field":"messages" "messages":[ "statuses":[ "contacts":[ "errors":[
            "message_echoes":[ "metadata": "phone_number_id": "from": "from_user_id": "id": "timestamp": "type":"text"
            "text":{"body":"x"} "interactive": "button_reply": "list_reply": "nfm_reply": "reaction": "edit": "revoke":
            "system": "order": "context": "referral": "status":"sent" "status":"failed" "user_id": "wa_id": "pricing":
            "history": "user_preferences": "security": null true [[[[ }]}]} \ud800 \udc00 \u0000 1e999 -0 99999999999999999999
            "wamid.A==" "ES.13491208655302741918" "1700000000" 1700000000000 {"id":"1"} []
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF], [0], [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x8C, 0x9E],
    ];

    private static IEnumerable<byte[]> Vectors(string path)
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Repository.Vector(path)));
        return [.. rows.RootElement.EnumerateArray().Select(row => Encoding.UTF8.GetBytes(row.GetProperty("body").GetRawText()))];
    }

    /// <summary>Without white space: a mutation shall hit something.</summary>
    private static byte[] Compact(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return JsonSerializer.SerializeToUtf8Bytes(document.RootElement);
    }
}
