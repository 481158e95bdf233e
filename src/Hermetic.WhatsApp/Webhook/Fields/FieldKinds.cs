namespace Hermetic.WhatsApp;

/// <summary>The table of the fields that Meta documents, other than <c>messages</c> and
/// <c>smb_message_echoes</c>. A new field is one row here and one file.</summary>
internal static class FieldKinds
{
    private static readonly FieldKind[] s_all =
    [
        AccountUpdate.Field,
        AccountAlert.Field,
        BusinessCapabilityUpdate.Field,
        CallsUpdate.Field,
        ContactsSync.Field,
        FlowsUpdate.Field,
        .. GroupsUpdate.Fields,
        HistoryUpdate.Field,
        PhoneNumberNameUpdate.Field,
        PhoneNumberQualityUpdate.Field,
        SecurityUpdate.Field,
        TemplateCategoryUpdate.Field,
        TemplateComponentsUpdate.Field,
        TemplateQualityUpdate.Field,
        TemplateStatusUpdate.Field,
        UserIdUpdate.Field,
        UserPreferencesUpdate.Field,
        .. OtherUpdate.Fields,
    ];

    /// <summary>Null when the field is not documented.</summary>
    public static FieldKind? Find(JsonText field) => Array.Find(s_all, kind => kind.Matches(field));
}
