using Hermetic.Simulator;

namespace Hermetic.Server.Demo;

/// <summary>What a demo is made of: a simulated WhatsApp, the real service, and the staff's way into it.</summary>
internal sealed class DemoSite(DemoService service, DemoBusiness business) : IDisposable
{
    private CloudApiSimulator? _simulator;

    internal DemoService Service { get; } = service;

    internal DemoBusiness Business { get; } = business;

    internal DemoStaff Staff { get; } = new(service.Socket);

    /// <exception cref="TourException">The demo is still starting.</exception>
    internal CloudApiSimulator Simulator =>
        _simulator ?? throw new TourException("TOUR-1", "The demo is still starting. Try again in a moment.");

    /// <summary>The simulator serves the routes of the tour, so it is there after they are.</summary>
    internal void Open(CloudApiSimulator simulator) => _simulator = simulator;

    /// <summary>All that somebody who takes the disk would have.</summary>
    internal Theft Thief => new([Service.Data, Service.Keys], [Service.Log]);

    public void Dispose() => Staff.Dispose();
}
