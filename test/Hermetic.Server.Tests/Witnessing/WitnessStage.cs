using Hermetic.Ledger.Witnessing;
using Hermetic.Server.Tls;
using Hermetic.Server.Witnessing;
using Hermetic.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Witnessing;

/// <summary>A witness in a folder of its own, gone at the end.</summary>
internal sealed class WitnessStage : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-witness-");
    private WebApplication? _app;

    internal WitnessStage(string name = "witness.example.com/w1")
    {
        Folder = new WitnessFolder(Path);
        Folder.Create(name, [CosignatureAlgorithm.Ed25519, CosignatureAlgorithm.MLDsa44]);
        Keys = Folder.OpenKeys();
    }

    internal static DateTimeOffset Noon { get; } = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    internal FakeTimeProvider Clock { get; } = new(Noon);

    internal string Path => System.IO.Path.Combine(_folder.FullName, "witness");

    internal WitnessFolder Folder { get; }

    internal IReadOnlyList<Cosigner> Keys { get; }

    internal CosignatureVerifier Key => CosignatureVerifier.Parse(Keys[0].VerifierKey);

    internal Uri? Address { get; private set; }

    /// <summary>Another process over the same folder, as after a restart.</summary>
    internal Witness Open(Action<string>? beforeStep = null) => new(
        new WitnessFolder(Path) { BeforeStep = beforeStep }, Keys, Clock, NullLogger<Witness>.Instance);

    internal Task KnowsAsync(WatchedLog log) => Folder.AddLogAsync(log.Key, default);

    internal WitnessedLogFolder Log(WatchedLog log) => Folder.Find(log.Signer.Name)!;

    internal async Task ServeAsync(int port = 0)
    {
        port = port == 0 ? FreePort.Next() : port;
        Address = new Uri($"http://127.0.0.1:{port}/");
        var listen = new ListenSettings(ListenAddress.Parse(Address.ToString())!, Certificate: null, TrustedProxy.None);
        _app = WitnessHost.Build(new WitnessFolder(Path), listen, Clock);
        await _app.StartAsync();
    }

    internal async Task StopAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var key in Keys)
            key.Dispose();
        _folder.Delete(recursive: true);
    }
}
