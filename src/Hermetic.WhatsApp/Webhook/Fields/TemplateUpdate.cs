namespace Hermetic.WhatsApp;

/// <summary>Something about one template of the account.</summary>
public abstract record TemplateUpdate : FieldUpdate
{
    private protected TemplateUpdate(FieldReading reading)
        : base(reading)
    {
        TemplateId = reading.Scalar("message_template_id"u8);
        Name = reading.Text("message_template_name"u8);
        Language = reading.Text("message_template_language"u8);
    }

    /// <summary>Meta's number of it; null when absent.</summary>
    public JsonText? TemplateId { get; }

    /// <summary>Its name, by which it is sent; null when absent.</summary>
    public JsonText? Name { get; }

    /// <summary>Its language, such as <c>en_US</c>; null when absent.</summary>
    public JsonText? Language { get; }
}
