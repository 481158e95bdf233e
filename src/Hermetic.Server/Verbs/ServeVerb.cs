using System.CommandLine;
using Hermetic.Cryptography;
using Hermetic.Server.Keys;
using Hermetic.Server.Tls;
using Hermetic.Storage;

namespace Hermetic.Server.Verbs;

/// <summary><c>serve</c>: the service. Refuses an unsafe or incomplete configuration, naming every problem at once.</summary>
internal static class ServeVerb
{
    internal static Command Create()
    {
        var attended = new Option<bool>("--until-stdin-closes") { Hidden = true };
        var command = new Command("serve", "Runs the service.") { attended };
        command.SetAction((parsed, cancel) => RunAsync(parsed.GetValue(attended), cancel));
        return command;
    }

    private static async Task<int> RunAsync(bool attended, CancellationToken cancel)
    {
        WebApplication app;
        try
        {
            app = await Hosting.BuildAsync(Settings.Read(Settings.Sources(), intake: true), TimeProvider.System, intake: true);
        }
        catch (Exception refused) when (IsExplained(refused))
        {
            return Terminal.Fail(refused.Message);
        }
        await using (app)
        {
            if (attended)
                _ = StopWithParentAsync(app.Lifetime);
            try
            {
                await app.StartAsync(cancel);
                var settings = app.Services.GetRequiredService<Settings>();
                DataLock.CloseSocket(settings.Data);
                ProxyConnection.Open(settings.Listen.Address);
            }
            catch (IOException busy)
            {
                return Terminal.Fail($"The service cannot listen: {busy.Message}");
            }
            await app.WaitForShutdownAsync(cancel);
            return 0;
        }
    }

    /// <summary>
    /// Failures whose message is a sentence for the operator; the system's own words about a file that cannot be read,
    /// be it a key or a certificate, name the file.
    /// </summary>
    internal static bool IsExplained(Exception failure) =>
        failure is SettingsException or StorageOpenException or KeyDirectoryException or RootProviderException or EscrowException
            or HttpRequestException
            or InvalidDataException or UnauthorizedAccessException or IOException;

    /// <summary>The demo holds the other end: when it goes, however it goes, so does its service.</summary>
    private static async Task StopWithParentAsync(IHostApplicationLifetime lifetime)
    {
        var nothing = new byte[1];
        while (await Terminal.In.ReadAsync(nothing) > 0)
        {
        }
        lifetime.StopApplication();
    }
}
