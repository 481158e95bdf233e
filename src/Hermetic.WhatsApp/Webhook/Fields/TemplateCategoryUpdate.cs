namespace Hermetic.WhatsApp;

/// <summary>The category of a template changes, and with it its price
/// (<c>template_category_update</c>).</summary>
public sealed record TemplateCategoryUpdate : TemplateUpdate
{
    internal static readonly FieldKind Field =
        new("template_category_update", reading => new TemplateCategoryUpdate(reading));

    private TemplateCategoryUpdate(FieldReading reading)
        : base(reading)
    {
        Previous = reading.Word<TemplateCategory>("previous_category"u8);
        Current = reading.Word<TemplateCategory>("new_category"u8);
        Correct = reading.Word<TemplateCategory>("correct_category"u8);
    }

    /// <summary>Until now.</summary>
    public TemplateCategory Previous { get; }

    /// <summary>From now on.</summary>
    public TemplateCategory Current { get; }

    /// <summary>What it will become unless somebody appeals.</summary>
    public TemplateCategory Correct { get; }
}
