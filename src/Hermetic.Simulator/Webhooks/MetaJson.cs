using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// JSON before it leaves: everything stays raw, because the escapes are Meta's and are made in one place
/// (<see cref="MetaEscaping"/>).
/// </summary>
internal static class MetaJson
{
    public static readonly JsonWriterOptions Raw =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Bytes(JsonNode node) => Bytes(json => node.WriteTo(json));

    public static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Raw))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A member whose value is JSON already.</summary>
    public static void WriteRaw(this Utf8JsonWriter json, string name, ReadOnlySpan<byte> value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    /// <summary>A string of Unix seconds.</summary>
    public static void WriteSeconds(this Utf8JsonWriter json, string name, DateTimeOffset at) =>
        json.WriteString(name, $"{at.ToUnixTimeSeconds()}");

    /// <summary>Left out when there is none.</summary>
    public static void WriteIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
