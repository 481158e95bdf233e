using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Hermetic.Cryptography;

/// <summary>One line of the ring's file.</summary>
/// <param name="Version">Which key, which version, in which state.</param>
/// <param name="Wrapped">The key, wrapped; empty when it is destroyed.</param>
internal sealed record RingEntry(KeyVersion Version, ReadOnlyMemory<byte> Wrapped);

/// <summary>What the ring's file says, its keys still wrapped (docs/formats.md).</summary>
internal sealed record RingContent(Guid Deployment, string Root, int Epoch, IReadOnlyList<RingEntry> Entries)
{
    private const int FormatVersion = 1;
    private const string Day = "yyyy-MM-dd";

    /// <exception cref="KeyDirectoryException">It cannot be right.</exception>
    /// <exception cref="FormatException">No such word, number or day.</exception>
    public static RingContent Of(JsonElement ring)
    {
        if (ring.GetProperty("version").GetInt32() != FormatVersion)
            throw new KeyDirectoryException("The key ring was written by another version of Hermetic.");
        var content = new RingContent(
            ring.GetProperty("deployment").GetGuid(), RootOf(ring), ring.GetProperty("epoch").GetInt32(),
            [.. ring.GetProperty("keys").EnumerateArray().Select(Entry)]);
        content.Check();
        return content;
    }

    /// <summary>Rings of before there were several root providers name none.</summary>
    public static string RootOf(JsonElement ring) =>
        ring.TryGetProperty("root", out var kind) ? kind.ToString() : "file";

    /// <summary>The next version of a key, made but not used.</summary>
    public RingContent With(KeyVersion added, ReadOnlyMemory<byte> wrapped) =>
        this with { Epoch = Epoch + 1, Entries = [.. Entries, new(added, wrapped)] };

    /// <summary>The same keys in other states; what is destroyed loses its bytes.</summary>
    /// <param name="states">Every version of every key.</param>
    /// <param name="epoch">That of the states.</param>
    /// <exception cref="KeyDirectoryException">Other versions than there are, or one would go backwards.</exception>
    public RingContent In(IReadOnlyList<KeyVersion> states, int epoch)
    {
        var next = this with
        {
            Epoch = epoch,
            Entries = [.. Entries.Select(entry => Moved(entry, states.SingleOrDefault(state =>
                (state.Key, state.Version) == (entry.Version.Key, entry.Version.Version))))],
        };
        if (states.Count != Entries.Count)
            throw new KeyDirectoryException("The key ring has other versions than are recorded. Nothing was changed.");
        next.Check();
        return next;
    }

    public byte[] ToJson() => Write(json =>
    {
        json.WriteNumber("version", FormatVersion);
        json.WriteString("deployment", Deployment);
        json.WriteString("root", Root);
        json.WriteNumber("epoch", Epoch);
        json.WriteStartArray("keys");
        foreach (var entry in Entries)
            WriteEntry(json, entry);
        json.WriteEndArray();
    });

    public static byte[] Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private static RingEntry Moved(RingEntry entry, KeyVersion to)
    {
        if (to.Version != entry.Version.Version || to.State < entry.Version.State)
            throw new KeyDirectoryException("The key ring is ahead of what is recorded. Nothing was changed.");
        return new(to, to.IsKept ? entry.Wrapped : ReadOnlyMemory<byte>.Empty);
    }

    private static RingEntry Entry(JsonElement json)
    {
        if (!RingWords.TryRead(json.GetProperty("name").GetString(), out RingKey key)
            || !RingWords.TryRead(json.GetProperty("state").GetString(), out KeyState state))
            throw new FormatException();
        var since = json.TryGetProperty("since", out var day)
            ? DateOnly.ParseExact(day.GetString()!, Day, CultureInfo.InvariantCulture)
            : (DateOnly?)null;
        var version = new KeyVersion(key, json.GetProperty("version").GetInt32(), state, since);
        return new(version, version.IsKept ? json.GetProperty("wrapped").GetBytesFromBase64() : ReadOnlyMemory<byte>.Empty);
    }

    private static void WriteEntry(Utf8JsonWriter json, RingEntry entry)
    {
        json.WriteStartObject();
        json.WriteString("name", RingWords.Of(entry.Version.Key));
        json.WriteNumber("version", entry.Version.Version);
        json.WriteString("state", RingWords.Of(entry.Version.State));
        if (entry.Version.Since is { } since)
            json.WriteString("since", since.ToString(Day, CultureInfo.InvariantCulture));
        if (entry.Version.IsKept)
            json.WriteBase64String("wrapped", entry.Wrapped.Span);
        json.WriteEndObject();
    }

    /// <summary>Of each key one version is active, and no version is there twice.</summary>
    private void Check()
    {
        var versions = Entries.Select(entry => (entry.Version.Key, entry.Version.Version)).ToList();
        var isWhole = Enum.GetValues<RingKey>().All(key => Entries.Count(entry =>
            entry.Version.Key == key && entry.Version.State == KeyState.Active) == 1);
        if (!isWhole || versions.Distinct().Count() != versions.Count || versions.Any(version => version.Version < 1))
            throw new KeyDirectoryException("The key ring is damaged: of each key one version has to be active.");
    }
}
