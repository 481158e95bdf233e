namespace Hermetic.Simulator.Graph;

/// <summary>
/// What a message costs: templates by category, the first service messages of a month nothing.
/// </summary>
internal sealed class Prices(SimulatorOptions options)
{
    private readonly Lock _gate = new();
    private (int Year, int Month) _month;
    private int _counted;

    public MessagePrice Of(SimulatedTemplate? template)
    {
        if (template is not null)
            return new(Billable: true, "regular", template.Category.ToLowerInvariant());
        var now = options.Clock.GetUtcNow();
        lock (_gate)
        {
            if (_month != (now.Year, now.Month))
                (_month, _counted) = ((now.Year, now.Month), 0);
            return _counted++ < options.FreeServiceMessages ? MessagePrice.FreeService : MessagePrice.Service;
        }
    }
}
