using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Shares;

/// <summary>
/// The file <c>root.shares</c> (docs/formats.md): how many shares there are, how many are needed, and of each the SHA-256 of
/// its value, so that an altered one is named. Values have 256 random bits: their digests tell nothing.
/// </summary>
/// <param name="Set">Which shares belong to it, 16 hex digits.</param>
/// <param name="Digests">Of share 1, 2, …</param>
internal sealed record SharesFile(string Set, int Threshold, IReadOnlyList<byte[]> Digests)
{
    public const string FileName = "root.shares";

    private const int FormatVersion = 1;

    public static SharesFile Of(string set, int threshold, IReadOnlyList<SecretBuffer> shares) =>
        new(set, threshold, [.. shares.Select(share => SHA256.HashData(share.Span))]);

    public bool Knows(int number, SecretBuffer value) =>
        number <= Digests.Count && SHA256.HashData(value.Span).AsSpan().SequenceEqual(Digests[number - 1]);

    public void Write(RootPlace place)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteNumber("version", FormatVersion);
            json.WriteString("set", Set);
            json.WriteNumber("threshold", Threshold);
            json.WriteStartArray("sha256");
            foreach (var digest in Digests)
                json.WriteBase64StringValue(digest);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        place.Write(FileName, bytes.WrittenSpan);
    }

    /// <exception cref="KeyDirectoryException">Missing or damaged.</exception>
    public static SharesFile Read(RootPlace place)
    {
        using var file = place.Read(FileName);
        try
        {
            using var document = JsonDocument.Parse(file.Memory, new() { AllowDuplicateProperties = false });
            return Of(document.RootElement);
        }
        catch (Exception shape) when (shape is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException)
        {
            throw new KeyDirectoryException($"{place.PathOf(FileName)} is damaged; restore the key directory.");
        }
    }

    private static SharesFile Of(JsonElement json)
    {
        var read = new SharesFile(
            json.GetProperty("set").ToString(), json.GetProperty("threshold").GetInt32(),
            [.. json.GetProperty("sha256").EnumerateArray().Select(digest => digest.GetBytesFromBase64())]);
        var isOne = json.GetProperty("version").GetInt32() == FormatVersion
            && read.Set.Length == ShareText.SetLength && read.Set.All(char.IsAsciiHexDigitLower)
            && read.Threshold >= 2 && read.Digests.Count >= read.Threshold && read.Digests.Count <= SecretSharing.Most
            && read.Digests.All(digest => digest.Length == SHA256.HashSizeInBytes);
        return isOne ? read : throw new JsonException("Another format.");
    }
}
