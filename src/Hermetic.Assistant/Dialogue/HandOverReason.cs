namespace Hermetic.Assistant;

/// <summary>Why a person of the business is called. The numbers are stored: none is used twice.</summary>
public enum HandOverReason
{
    /// <summary>The person asked for one.</summary>
    Asked = 0,

    /// <summary>A right of GDPR Art. 15, 16 or 20 that the chat does not carry out by itself.</summary>
    PrivacyRequest = 1,

    /// <summary>The person may harm themselves.</summary>
    Distress = 2,

    /// <summary>Somebody is in danger or seriously unwell.</summary>
    Danger = 3,

    /// <summary>The person comes late to an appointment of today.</summary>
    Late = 4,

    /// <summary>There is more about the person than the chat can hand out as one download.</summary>
    LargeExport = 5,

    /// <summary>Something went wrong in the person's eyes, and they took the offer of a person.</summary>
    Complaint = 6,

    /// <summary>The person was asked back twice and not understood, and took the offer.</summary>
    NotUnderstood = 7,

    /// <summary>The business has not written what the person wanted to know, and they took the offer.</summary>
    Unanswered = 8,

    /// <summary>A question of medicine, which no assistant answers; they took the offer.</summary>
    Medical = 9,

    /// <summary>The person does not want a machine to read along, and took the offer.</summary>
    Objection = 10,
}

/// <summary>What a reason means for the order in which people are answered.</summary>
public static class HandOverReasons
{
    /// <summary>A life may depend on who looks first.</summary>
    public static bool IsEmergency(this HandOverReason reason) =>
        reason is HandOverReason.Distress or HandOverReason.Danger;

    /// <summary>They called for the person themselves and may do without again; nobody calls off an emergency,
    /// a right or an objection in passing.</summary>
    internal static bool IsTheirWish(this HandOverReason reason) => reason is HandOverReason.Asked
        or HandOverReason.Complaint or HandOverReason.NotUnderstood or HandOverReason.Unanswered or HandOverReason.Medical;

    /// <summary>An emergency stays one, whatever else is asked for while the person waits.</summary>
    internal static HandOverReason After(this HandOverReason reason, HandOverReason? earlier) =>
        earlier is { } first && first.IsEmergency() && !reason.IsEmergency() ? first : reason;
}
