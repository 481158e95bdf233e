namespace Hermetic.WhatsApp;

/// <summary>Judges the number: whether it works, and whether somebody else could take it.</summary>
internal static class NumberFindings
{
    public static IEnumerable<Finding> Of(NumberDescription number) =>
    [
        Connection(number),
        Pin(number.IsPinEnabled),
        Quality(number.QualityRating),
        .. Mode(number.AccountMode),
        Health(number),
        .. Name(number.NameStatus),
        .. Ownership(number),
        .. Limit(number.MessagingLimitTier),
        .. Throughput(number.Throughput),
    ];

    private static Finding Connection(NumberDescription number)
    {
        const string subject = "Connection";
        return (number.IsRegistered, number.Status) switch
        {
            (false, _) => new(
                subject, FindingSeverity.Problem,
                "The number is not registered with the Cloud API: it can neither send nor receive.",
                "Run ./hermetic whatsapp setup."),
            (_, "CONNECTED") => new(subject, FindingSeverity.Ok, "The number is connected."),
            (_, null) => new(subject, FindingSeverity.Note,
                "Meta does not say whether the number is connected."),
            (_, var status) => new(
                subject, FindingSeverity.Problem, $"The number is not connected: Meta calls it {status}.",
                "Read in the WhatsApp Manager what Meta objects to."),
        };
    }

    private static Finding Pin(bool? isSet)
    {
        const string subject = "Two-step PIN";
        return isSet switch
        {
            true => new(subject, FindingSeverity.Ok, "Two-step verification is on."),
            false => new(
                subject, FindingSeverity.Problem,
                "No PIN is set: whoever can read a text message to the number can register it elsewhere.",
                "Run ./hermetic whatsapp setup, which sets one."),
            null => new(subject, FindingSeverity.Note, "Meta does not say whether a PIN is set."),
        };
    }

    private static Finding Quality(string? rating)
    {
        const string subject = "Quality";
        return rating switch
        {
            "GREEN" => new(subject, FindingSeverity.Ok, "People are content with the messages (green)."),
            "YELLOW" => new(
                subject, FindingSeverity.Warning,
                "The quality rating is yellow: people block or report the number more often than usual.",
                "Write less that nobody asked for, and make STOP easy to find."),
            "RED" => new(
                subject, FindingSeverity.Problem,
                "The quality rating is red: people block or report the number often, and Meta may restrict "
                + "it.",
                "Stop templates that nobody asked for until the rating recovers."),
            _ => new(subject, FindingSeverity.Note, "Meta has no quality rating for the number yet."),
        };
    }

    private static IEnumerable<Finding> Mode(string? mode)
    {
        const string subject = "Account mode";
        if (mode == "SANDBOX")
        {
            yield return new(
                subject, FindingSeverity.Warning,
                "This is a test number (sandbox): it reaches only the few people on its list.",
                "Add the business's own number in the WhatsApp Manager.");
        }
        else if (mode == "LIVE")
        {
            yield return new(subject, FindingSeverity.Ok, "The number is live.");
        }
    }

    private static Finding Health(NumberDescription number)
    {
        const string subject = "Sending";
        var why = string.Concat(number.HealthErrors.Select(error => $" {error.Entity}: {error.Description}"));
        return number.CanSendMessage switch
        {
            "AVAILABLE" => new(subject, FindingSeverity.Ok, "Meta lets the number send."),
            "LIMITED" => new(
                subject, FindingSeverity.Warning, $"Meta limits what the number may send.{why}",
                "Open the number in the WhatsApp Manager, and do what it asks for."),
            "BLOCKED" => new(
                subject, FindingSeverity.Problem, $"Meta blocks the number from sending.{why}",
                "Open the number in the WhatsApp Manager, and do what it asks for."),
            _ => new(subject, FindingSeverity.Note, "Meta does not say whether the number may send."),
        };
    }

    private static IEnumerable<Finding> Name(string? status)
    {
        const string subject = "Display name";
        if (status is "DECLINED" or "EXPIRED")
        {
            yield return new(
                subject, FindingSeverity.Warning, $"Meta did not accept the display name ({status}).",
                "Choose another name in the WhatsApp Manager.");
        }
        else if (status == "PENDING_REVIEW")
        {
            yield return new(subject, FindingSeverity.Note, "Meta has not reviewed the display name yet.");
        }
    }

    /// <summary>The proof by code expires by itself and does not matter once the number is
    /// registered.</summary>
    private static IEnumerable<Finding> Ownership(NumberDescription number)
    {
        if (number is { IsRegistered: false, CodeVerificationStatus: "NOT_VERIFIED" or "EXPIRED" })
        {
            yield return new(
                "Ownership", FindingSeverity.Problem,
                "Nobody has proven yet that the number is the business's.",
                "Verify the number in the WhatsApp Manager (a code by text message or call).");
        }
    }

    private static IEnumerable<Finding> Limit(string? tier)
    {
        if (tier is not null)
        {
            yield return new(
                "Messaging limit", FindingSeverity.Note,
                $"The business may write first to {Spelled(tier)}; answers are not counted.");
        }
    }

    private static IEnumerable<Finding> Throughput(string? level)
    {
        if (level is "STANDARD" or "HIGH")
        {
            yield return new(
                "Throughput", FindingSeverity.Ok,
                $"The number may send {(level == "HIGH" ? 1000 : 80)} messages a second.");
        }
    }

    private static string Spelled(string tier) => tier switch
    {
        "TIER_UNLIMITED" => "any number of people a day",
        _ when tier.StartsWith("TIER_", StringComparison.Ordinal) => $"{tier["TIER_".Length..]} people a day",
        _ => tier,
    };
}
