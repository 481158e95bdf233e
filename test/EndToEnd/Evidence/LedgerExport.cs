using System.Buffers.Binary;
using System.Text.Json;
using Hermetic.EndToEnd.Service;

namespace Hermetic.EndToEnd.Evidence;

/// <summary>An exported ledger, read by the format's own words: C2SP tlog-tiles entry bundles.</summary>
internal sealed class LedgerExport(string folder)
{
    public string Folder => folder;

    /// <summary>Exports with the verb.</summary>
    public static async Task<LedgerExport> WriteAsync(Deployment service, string name = "ledger")
    {
        var folder = Path.Combine(service.Folder, name);
        var written = await service.RunAsync("ledger", "export", "--out", folder);
        Assert.True(written.Exit == 0, written.Errors);
        return new(folder);
    }

    public int Count(string action) =>
        Entries().Count(entry => entry.GetProperty("action").GetString() == action);

    /// <summary>The entries in their order.</summary>
    public IEnumerable<JsonElement> Entries() => Bundles().SelectMany(file => Split(File.ReadAllBytes(file)));

    /// <summary>The entry bundles in their order, full ones and the partial one at the end.</summary>
    public IReadOnlyList<string> Bundles()
    {
        var entries = Path.Combine(folder, "tile", "entries");
        return [.. Directory.GetFiles(entries, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<JsonElement> Split(byte[] bundle)
    {
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            yield return JsonDocument.Parse(bundle.AsMemory(at + 2, length)).RootElement;
            at += 2 + length;
        }
    }
}
