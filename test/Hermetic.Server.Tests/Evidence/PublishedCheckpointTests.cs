using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Evidence;
using Hermetic.Server.Tests.Witnessing;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Evidence;

/// <summary>The whole service with a witness beside it.</summary>
public sealed class PublishedCheckpointTests : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-published-");
    private readonly WitnessStage _witness = new();

    [Fact]
    public async Task A_witnessed_service_shows_exports_and_proves_what_was_cosigned_and_answers_without_its_witness()
    {
        NoteVerifier key;
        await using (var service = await StartAsync())
        {
            key = NoteVerifier.Parse(service.Parts.GetRequiredService<LedgerExport>().VerifierKey());
            await _witness.Folder.AddLogAsync(key, default);
        }
        await _witness.ServeAsync();
        var policy = Path.Combine(_folder.FullName, "policy");
        await File.WriteAllTextAsync(policy, $"witness w {_witness.Key} {_witness.Address}\nquorum w\n");
        await using (var service = await StartAsync(("Ledger:Witnesses", policy)))
        {
            await service.AskAsync(RunningService.Ana, "hello");
            using var http = new HttpClient();
            var known = WitnessPolicy.Parse(await File.ReadAllBytesAsync(policy));
            byte[] shown = [];
            await RunningService.UntilAsync(
                () => TryShow(http, service) is { } note && known.Check(shown = note, key).Ok,
                "a cosigned checkpoint");
            Assert.True(key.TryOpen(shown, out var before));

            var export = Path.Combine(_folder.FullName, "export");
            Assert.True(await service.Parts.GetRequiredService<LedgerExport>().WriteAsync(export, null, default) >= before.Size);
            Assert.True((await LogVerifier.VerifyAsync(new TileFolder(export), key.ToString(), null, default)).Ok);
            Assert.True(known.Check(await File.ReadAllBytesAsync(Path.Combine(export, "checkpoint")), key).Ok);

            // What the service serves is what somebody outside compares.
            await service.AskAsync(RunningService.Ana, "hello again");
            await RunningService.UntilAsync(() => Shown(http, service, key).Size > before.Size, "a later one");
            var source = await LedgerSource.OpenAsync(new Uri(service.Address, "ledger").ToString(), http, default);
            Assert.True(key.TryOpen(source.Note, out var after));
            Assert.Equal(CheckpointRelation.Extends, await CheckpointComparison.CompareAsync(
                before, after, source.Tiles, default));

            await _witness.StopAsync();
            var stands = Shown(http, service, key).Size;
            await service.AskAsync(RunningService.Ana, "still there?");
            await RunningService.UntilAsync(
                () => service.Parts.GetRequiredService<Cosigning>().Signing == 0, "the witness to be missed");
            Assert.True(Shown(http, service, key).Size >= stands);
            Assert.True(known.Check(await http.GetByteArrayAsync(new Uri(service.Address, "ledger/checkpoint")), key).Ok);
            Assert.True(service.Parts.GetRequiredService<Cosigning>().Lag() > 0);
        }
    }

    private Task<RunningService> StartAsync(params (string Key, string Value)[] overrides) => RunningService.StartAsync(
        [("Data", Path.Combine(_folder.FullName, "data")), .. overrides]);

    /// <summary>Null as long as none is published.</summary>
    private static byte[]? TryShow(HttpClient http, RunningService service)
    {
        using var answer = http.GetAsync(new Uri(service.Address, "ledger/checkpoint")).Result;
        return answer.IsSuccessStatusCode ? answer.Content.ReadAsByteArrayAsync().Result : null;
    }

    private static Checkpoint Shown(HttpClient http, RunningService service, NoteVerifier key) =>
        key.TryOpen(http.GetByteArrayAsync(new Uri(service.Address, "ledger/checkpoint")).Result, out var checkpoint)
            ? checkpoint
            : throw new InvalidDataException("The service shows a checkpoint that it did not sign.");

    public async ValueTask DisposeAsync()
    {
        await _witness.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
