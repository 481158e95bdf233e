namespace Hermetic.Simulator.Graph;

/// <summary>The templates of the account, and whether a send of one is right.</summary>
internal sealed class SimulatedTemplates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, string Language), SimulatedTemplate> _templates = [];

    public SimulatedTemplates(SimulatorOptions options)
    {
        foreach (var template in options.Templates)
            Set(template);
    }

    public IReadOnlyList<SimulatedTemplate> All
    {
        get { lock (_gate) return [.. _templates.Values]; }
    }

    /// <summary>New, or in the place of the one with this name and language.</summary>
    public void Set(SimulatedTemplate template)
    {
        lock (_gate)
            _templates[(template.Name, template.Language)] = template;
    }

    public SimulatedTemplate? Find(string name, string language)
    {
        lock (_gate)
            return _templates.GetValueOrDefault((name, language));
    }

    /// <exception cref="InvalidSendException">The template cannot be sent like this.</exception>
    public SimulatedTemplate Check(TemplateCall call, bool isUserId)
    {
        var template = Find(call.Name, call.Language);
        if (template?.State is null or SimulatedTemplate.Rejected or SimulatedTemplate.Pending)
            throw Refused(132001, $"template name ({call.Name}) does not exist in {call.Language}");
        if (template.State == SimulatedTemplate.Paused)
            throw Refused(132015, "Template is paused due to low quality.");
        if (template.State == SimulatedTemplate.Disabled)
            throw Refused(132016, "Template was paused too many times due to low quality.");
        if (isUserId && template.Category == SimulatedTemplate.Authentication)
            throw Refused(131062, "Authentication templates need a phone number.");
        call.Check(template);
        return template;
    }

    private static InvalidSendException Refused(int code, string details) => new(GraphError.Of(code, details));
}
