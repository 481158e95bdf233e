namespace Hermetic.WhatsApp;

/// <summary>A change of a documented field of which nothing is needed but that it came; its members are in
/// <see cref="WebhookElement.Raw"/>.</summary>
public sealed record OtherUpdate : FieldUpdate
{
    internal static readonly FieldKind[] Fields =
    [
        Field("account_review_update"),
        Field("account_settings_update"),
        Field("automatic_events"),
        Field("partner_solutions"),
        Field("payment_configuration_update"),
    ];

    private OtherUpdate(FieldReading reading)
        : base(reading)
    {
    }

    private static FieldKind Field(string name) => new(name, reading => new OtherUpdate(reading));
}
