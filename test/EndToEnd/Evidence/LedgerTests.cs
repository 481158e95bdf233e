using System.Buffers.Binary;
using System.Globalization;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Evidence;

/// <summary>The ledger of a real run, before the product's own verifier and before a stranger's.</summary>
public sealed class LedgerTests(GoVerifier go) : IClassFixture<GoVerifier>
{
    private const int People = 8;
    private const int Each = 12;

    [Fact]
    public async Task An_export_is_verified_by_the_verb_and_by_a_stranger_and_holds_every_acknowledged_message()
    {
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url);
        await TalkAsync(service, graph);
        var export = await LedgerExport.WriteAsync(service);
        Assert.Equal(People * Each, export.Count("message.accept"));
        Assert.Equal(People * Each, export.Count("message.send"));
        Assert.Equal(People * Each, export.Entries()
            .Where(entry => entry.GetProperty("action").GetString() == "message.accept")
            .Select(entry => entry.GetProperty("object").GetString()).Distinct().Count());

        var verified = await service.RunAsync("ledger", "verify", export.Folder);
        Assert.True(verified.Exit == 0, verified.Errors);
        var stranger = await go.RunAsync(export.Folder);
        Assert.True(stranger.Exit == 0, stranger.Errors);
        Assert.StartsWith($"ok {export.Entries().Count()} ", stranger.Output, StringComparison.Ordinal);

        var receipt = await service.RunAsync("ledger", "proof", "0");
        Assert.True(receipt.Exit == 0, receipt.Errors);
        Assert.StartsWith("c2sp.org/tlog-proof@v1\n", receipt.Output, StringComparison.Ordinal);
        Assert.Contains("index 0\n", receipt.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await service.RunAsync("ledger", "proof", "1000000")).Exit);
    }

    [Fact]
    public async Task A_flipped_byte_is_refused_by_both_and_the_entry_is_named()
    {
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url);
        await TalkAsync(service, graph);
        Assert.Equal(0, await service.StopAsync());
        var export = await LedgerExport.WriteAsync(service);
        var (entry, file, at) = Place(export, Random.Shared.Next(export.Entries().Count()));
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var verified = await service.RunAsync("ledger", "verify", export.Folder);
        Assert.Equal(1, verified.Exit);
        Assert.Contains($"Entry {entry} does not hash to its leaf.", verified.Errors, StringComparison.Ordinal);
        var stranger = await go.RunAsync(export.Folder);
        Assert.Equal(1, stranger.Exit);
        Assert.Equal($"entry {entry} does not hash to its leaf\n", stranger.Errors);
    }

    [Fact]
    public async Task The_published_checkpoint_and_hash_tiles_are_those_of_the_export_and_entries_are_not_public()
    {
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url);
        await TalkAsync(service, graph);
        using var meta = new Meta(service);
        // A tile of more than 128 hashes does not fit one block of the socket.
        var (published, note, size) = await PublishedAsync(meta, atLeast: 129);
        var export = await LedgerExport.WriteAsync(service);
        // The export may be newer by what happened in between; all full tiles and the signer are the same.
        Assert.Equal(note.Split('\n')[0], (await File.ReadAllLinesAsync(Path.Combine(export.Folder, "checkpoint")))[0]);
        using var entries = await meta.GetAsync("/ledger/tile/entries/000.p/1");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, entries.StatusCode);
        using var hashes = await meta.GetAsync(size < 256 ? $"/ledger/tile/0/000.p/{size}" : "/ledger/tile/0/000");
        Assert.Equal(System.Net.HttpStatusCode.OK, hashes.StatusCode);
        Assert.Equal(Math.Min(size, 256) * 32, (await hashes.Content.ReadAsByteArrayAsync()).Length);
        // A tile never changes, a checkpoint always does: whoever follows the log is told so.
        Assert.Equal((TimeSpan.FromDays(365), true), (hashes.Headers.CacheControl!.MaxAge, hashes.Headers.CacheControl.Public));
        Assert.True(published.Headers.CacheControl!.NoCache);
        Assert.NotNull(hashes.Headers.ETag);
        published.Dispose();
    }

    /// <summary>What is recorded is signed a moment later.</summary>
    private static async Task<(HttpResponseMessage Answer, string Note, long Size)> PublishedAsync(Meta meta, long atLeast)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (true)
        {
            var answer = await meta.GetAsync("/ledger/checkpoint");
            var note = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode && long.Parse(note.Split('\n')[1], CultureInfo.InvariantCulture) is var size && size >= atLeast)
                return (answer, note, size);
            Assert.True(DateTime.UtcNow < deadline, $"No checkpoint of {atLeast} entries after 30 s.");
            answer.Dispose();
            await Task.Delay(100);
        }
    }

    /// <summary>Each of some people sends some texts and is answered; one body in five comes twice.</summary>
    private static async Task TalkAsync(Deployment service, GraphApi graph)
    {
        await service.StartAsync();
        using var meta = new Meta(service);
        await Task.WhenAll(Enumerable.Range(0, People).Select(async index =>
        {
            var person = Person.Numbered(index);
            for (var number = 0; number < Each; number++)
            {
                var body = WebhookBody.Text(person, person.NewWamid(), $"#echo {index}-{number}");
                await meta.DeliverAsync(body);
                if (number == 0)
                    await meta.DeliverAsync(body);
            }
            await graph.NextAsync(person, Each);
        }));
    }

    /// <summary>The bundle that holds an entry, and the place of a letter in it (its JSON stays JSON, its length true).</summary>
    private static (int Entry, string File, int At) Place(LedgerExport export, int entry)
    {
        var file = export.Bundles()[entry / 256];
        var bytes = File.ReadAllBytes(file);
        var at = 0;
        for (var i = 0; i < entry % 256; i++)
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
        return (entry, file, at + 2 + "{\"action\":\"".Length);
    }
}
