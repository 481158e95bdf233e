namespace Hermetic.WhatsApp;

/// <summary>The quality of a template changed (<c>message_template_quality_update</c>).</summary>
public sealed record TemplateQualityUpdate : TemplateUpdate
{
    internal static readonly FieldKind Field =
        new("message_template_quality_update", reading => new TemplateQualityUpdate(reading));

    private TemplateQualityUpdate(FieldReading reading)
        : base(reading)
    {
        Previous = reading.Word<TemplateQuality>("previous_quality_score"u8);
        Current = reading.Word<TemplateQuality>("new_quality_score"u8);
    }

    /// <summary>Until now.</summary>
    public TemplateQuality Previous { get; }

    /// <summary>From now on.</summary>
    public TemplateQuality Current { get; }
}

/// <summary>How people take a template.</summary>
public enum TemplateQuality
{
    /// <summary>Not said, or a word nobody documented.</summary>
    Unknown = 0,

    /// <summary>Well.</summary>
    Green,

    /// <summary>Less well.</summary>
    Yellow,

    /// <summary>Badly: it will be paused.</summary>
    Red,
}
