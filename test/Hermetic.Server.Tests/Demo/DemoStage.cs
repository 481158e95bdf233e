using Hermetic.Server.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Hermetic.Server.Tests.Demo;

/// <summary>A demo's site over a service in this process: all of the tour but what needs a process of its own.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    private readonly DemoService _supervisor;

    private DemoStage(RunningService service)
    {
        Service = service;
        var data = service.Parts.GetRequiredService<Settings>().Data;
        _supervisor = new(new Dictionary<string, string>(StringComparer.Ordinal) { ["Data"] = data }, service.Address);
        Site = new(_supervisor, DemoBusiness.Salon);
        Site.Open(service.Phones);
    }

    internal RunningService Service { get; }

    internal DemoSite Site { get; }

    internal static async Task<DemoStage> StartAsync() => new(await RunningService.StartAsync());

    public async ValueTask DisposeAsync()
    {
        Site.Dispose();
        _supervisor.Dispose();
        await Service.DisposeAsync();
    }
}
