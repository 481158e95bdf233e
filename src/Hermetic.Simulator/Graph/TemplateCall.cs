using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>The member <c>template</c> of a send: which one, and what goes into its places.</summary>
internal sealed record TemplateCall(string Name, string Language, IReadOnlyList<TemplateComponent> Components)
{
    private const int RenderedLimit = 1024;

    /// <exception cref="InvalidSendException">The first rule that the member breaks.</exception>
    public static TemplateCall Read(JsonElement body)
    {
        var template = SendRules.RequiredObject(body, "template");
        var name = SendRules.Required(template, "name", "template['name']", limit: 512);
        var language = template.Member("language")?.Text("code")
            ?? throw new InvalidSendException(GraphError.Missing("template['language']['code']"));
        return new(name, language, [.. template.Array("components").Select(TemplateComponent.Read)]);
    }

    /// <exception cref="InvalidSendException">The parameters are not those of the template.</exception>
    public void Check(SimulatedTemplate template)
    {
        CheckText("body", template.Body);
        CheckHeader(template.Header);
        foreach (var component in Components.Where(static component => component.Type == "button"))
            CheckButton(component, template.Buttons);
        if (Shown(template).Text.Length > RenderedLimit)
            throw Refused(132005, "Translated text is too long.");
    }

    /// <summary>Header, text and footer as the person sees them.</summary>
    public (string? Header, string Text, string? Footer) Shown(SimulatedTemplate template) => (
        template.Header is { } header && !IsMedia(header)
            ? SimulatedTemplate.Fill(header, Values("header", header)) : null,
        SimulatedTemplate.Fill(template.Body, Values("body", template.Body)), template.Footer);

    /// <summary>The buttons that open an address, completed with what the send gives them.</summary>
    public IReadOnlyList<LinkButton> Links(SimulatedTemplate template) =>
    [
        .. template.Buttons.Index().Where(static each => each.Item is { Kind: "URL", Url: not null })
            .Select(each => new LinkButton(each.Item.Text, each.Item.Url!.Replace(
                "{{1}}", Suffix(each.Index), StringComparison.Ordinal))),
    ];

    private string? Suffix(int button) =>
        Components.FirstOrDefault(part => part.Type == "button" && part.Index == button)?.Parameters
            is [var first, ..] ? first.Text : null;

    private void CheckText(string type, string text)
    {
        var expected = SimulatedTemplate.Parameters(text);
        var given = Of(type)?.Parameters ?? [];
        if (given.Count != expected.Count)
            throw Refused(
                132000, $"{type}: number of localizable_params ({given.Count}) does not match the expected " +
                $"number of params ({expected.Count})");
        foreach (var parameter in given)
        {
            if (parameter.Name is { } name && !expected.Contains(name, StringComparer.Ordinal))
                throw Refused(132000, $"{type}: the template has no parameter of this name.");
            if (parameter.Text is null && parameter.Type is not ("currency" or "date_time"))
                throw Refused(132012, $"{type}: Parameter of type {parameter.Type} where text is expected.");
            if (parameter.Name is null && expected.Any(static place => !char.IsAsciiDigit(place[0])))
                throw Refused(100, "Parameter name is missing or empty");
        }
    }

    private void CheckHeader(string? header)
    {
        if (header is not null && !IsMedia(header))
        {
            CheckText("header", header);
            return;
        }
        var given = Of("header")?.Parameters ?? [];
        if (given.Count != (header is null ? 0 : 1))
            throw Refused(132000, $"header: number of params does not match the expected number of params");
        if (header is not null && !string.Equals(given[0].Type, header, StringComparison.OrdinalIgnoreCase))
            throw Refused(132012, $"header: Format mismatch, expected {header}, received {given[0].Type}");
    }

    private static void CheckButton(TemplateComponent component, IReadOnlyList<TemplateButton> buttons)
    {
        if (component.Index is not { } index || index < 0 || index >= buttons.Count)
            throw Refused(132000, "button: the template has no button with this index.");
        if (!string.Equals(component.SubType, buttons[index].Kind, StringComparison.OrdinalIgnoreCase))
            throw Refused(132012, $"button: sub_type is {component.SubType}, not {buttons[index].Kind}");
    }

    private TemplateComponent? Of(string type) => Components.FirstOrDefault(part => part.Type == type);

    private Dictionary<string, string> Values(string type, string text)
    {
        var names = SimulatedTemplate.Parameters(text);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, index) in (Of(type)?.Parameters ?? []).Select((value, i) => (value, i)))
            values[parameter.Name ?? (index < names.Count ? names[index] : "")] = parameter.Text ?? "…";
        return values;
    }

    private static bool IsMedia(string header) => header is "IMAGE" or "VIDEO" or "DOCUMENT" or "LOCATION";

    private static InvalidSendException Refused(int code, string details) => new(GraphError.Of(code, details));
}
