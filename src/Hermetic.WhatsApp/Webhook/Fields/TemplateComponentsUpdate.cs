namespace Hermetic.WhatsApp;

/// <summary>The words of a template changed (<c>message_template_components_update</c>).</summary>
public sealed record TemplateComponentsUpdate : TemplateUpdate
{
    internal static readonly FieldKind Field =
        new("message_template_components_update", reading => new TemplateComponentsUpdate(reading));

    private TemplateComponentsUpdate(FieldReading reading)
        : base(reading)
    {
        Title = reading.Text("message_template_title"u8);
        Body = reading.Text("message_template_element"u8);
        Footer = reading.Text("message_template_footer"u8);
    }

    /// <summary>The header; null when none.</summary>
    public JsonText? Title { get; }

    /// <summary>The body, with its parameters; null when absent.</summary>
    public JsonText? Body { get; }

    /// <summary>The footer; null when none.</summary>
    public JsonText? Footer { get; }
}
