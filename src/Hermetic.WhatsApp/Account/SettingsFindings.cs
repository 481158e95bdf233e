namespace Hermetic.WhatsApp;

/// <summary>Judges the number's settings: what Meta keeps, and which checks are on.</summary>
internal static class SettingsFindings
{
    public static IEnumerable<Finding> Of(NumberSettings settings) =>
    [
        Storage(settings.Storage), IdentityCheck(settings.IsIdentityCheckEnabled),
        .. Calling(settings.IsCallingEnabled),
    ];

    public static IEnumerable<Finding> Of(FlowsKey key)
    {
        const string subject = "Key for forms";
        yield return key switch
        {
            { IsPresent: false } => new(
                subject, FindingSeverity.Note,
                "Meta has no public key of this number, so sealed forms cannot be used."),
            { SignatureStatus: "VALID" } => new(subject, FindingSeverity.Ok,
                "The public key for sealed forms is valid."),
            { SignatureStatus: "MISMATCH" } => new(
                subject, FindingSeverity.Problem,
                "The public key for sealed forms does not belong to this registration of the number: forms "
                + "fail.",
                "Upload the public key again."),
            _ => new(subject, FindingSeverity.Note,
                "Meta does not say whether the public key for sealed forms is valid."),
        };
    }

    private static Finding Storage(StorageAtMeta storage)
    {
        const string subject = "Storage at Meta";
        return storage.Place switch
        {
            StoragePlace.Nowhere => new(
                subject, FindingSeverity.Ok,
                "Meta keeps no content at rest. The price: it repeats an undelivered webhook for one hour "
                + "only, then the message is lost (error 131035). Watch that the service is up."),
            StoragePlace.InCountry => new(
                subject, FindingSeverity.Ok,
                $"Meta keeps content at rest in {storage.Region ?? "one country"} only, after up to 60 "
                + "minutes elsewhere."),
            StoragePlace.Cloud => new(
                subject, FindingSeverity.Note,
                "Meta keeps the content of messages for up to 30 days, in data centres of its choice.",
                "To keep nothing there: ./hermetic whatsapp setup --minimise-at-meta (then Meta repeats "
                + "undelivered webhooks for one hour instead of seven days, and loses them with error "
                + "131035). To keep it in one country: ./hermetic whatsapp setup --localise CC."),
            _ => new(subject, FindingSeverity.Note,
                "Meta does not say where it keeps the content of messages."),
        };
    }

    private static Finding IdentityCheck(bool? isOn)
    {
        const string subject = "Identity check";
        return isOn switch
        {
            true => new(subject, FindingSeverity.Ok,
                "Meta refuses a message when the person's key has changed and the service asks for that."),
            false => new(
                subject, FindingSeverity.Note,
                "The identity change check is off: a message could reach somebody who took over a person's "
                + "number.",
                "Run ./hermetic whatsapp setup --identity-check."),
            null => new(subject, FindingSeverity.Note,
                "Meta does not say whether the identity change check is on."),
        };
    }

    private static IEnumerable<Finding> Calling(bool? isOn)
    {
        if (isOn == true)
        {
            yield return new(
                "Calls", FindingSeverity.Note,
                "People can call the number, but the assistant does not answer calls.",
                "Switch calls off in the WhatsApp Manager, unless somebody else answers them.");
        }
    }
}
