using System.Globalization;
using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>One of <c>template.components</c>.</summary>
/// <param name="Type">header, body or button; Meta takes upper case too.</param>
internal sealed record TemplateComponent(string Type, IReadOnlyList<TemplateParameter> Parameters)
{
    public string? SubType { get; private init; }

    /// <summary>A number, or a string that is one.</summary>
    public int? Index { get; private init; }

    public static TemplateComponent Read(JsonElement component)
    {
        var type = component.Text("type")?.ToLowerInvariant();
        if (type is not ("header" or "body" or "button" or "carousel" or "limited_time_offer"))
            throw new InvalidSendException(GraphError.Invalid(
                "Param template['components'] must have a type of {HEADER, BODY, BUTTON}"));
        return new(type, [.. component.Array("parameters").Select(TemplateParameter.Read)])
        {
            SubType = component.Text("sub_type"),
            Index = component.Member("index") switch
            {
                { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var index) => index,
                { ValueKind: JsonValueKind.String } text when int.TryParse(
                    text.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) => index,
                _ => null,
            },
        };
    }
}

/// <summary>One value.</summary>
/// <param name="Text">What is shown; null for media, payloads and actions.</param>
/// <param name="Name"><c>parameter_name</c>; null in a positional template.</param>
internal sealed record TemplateParameter(string Type, string? Text, string? Name)
{
    public static TemplateParameter Read(JsonElement parameter)
    {
        var type = SendRules.Required(parameter, "type", "parameters['type']", limit: 64).ToLowerInvariant();
        var text = type is "currency" or "date_time"
            ? parameter.Member(type)?.Text("fallback_value") : parameter.Text("text");
        if (text is not null && (text.AsSpan().ContainsAny('\n', '\t')
            || text.Contains("     ", StringComparison.Ordinal)))
            throw new InvalidSendException(GraphError.Of(
                132018, "Param text cannot have new-line/tab characters or more than 4 consecutive spaces"));
        return new(type, text, parameter.Text("parameter_name"));
    }
}
