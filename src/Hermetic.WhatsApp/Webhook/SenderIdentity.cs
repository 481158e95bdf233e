namespace Hermetic.WhatsApp;

/// <summary>
/// Who a person is to WhatsApp: the business-scoped user id (BSUID) first, the phone number when it is given.
/// At least one is present. The number is missing for users with a username who had no recent contact.
/// </summary>
/// <param name="UserId">The BSUID: two upper-case letters, a dot, 1 to 128 letters and digits.</param>
/// <param name="PhoneNumber">1 to 15 digits (E.164) without the plus, as WhatsApp sends them.</param>
public sealed record SenderIdentity(JsonText? UserId, JsonText? PhoneNumber)
{
    /// <summary>The parent's id (<c>CC.ENT.</c> and 1 to 128 letters and digits); null when absent or
    /// malformed.</summary>
    public JsonText? ParentUserId { get; init; }

    /// <summary>
    /// Reads the identity from the named members. A BSUID where a phone number belongs counts as the BSUID.
    /// </summary>
    /// <param name="owner">The object with the members.</param>
    /// <param name="names">What the members are called there.</param>
    /// <param name="malformed">A member is there but of neither form, or the two name different
    /// users.</param>
    /// <returns>What is valid; null when nothing is.</returns>
    internal static SenderIdentity? Read(JsonObject owner, in IdentityNames names, out bool malformed)
    {
        var (given, phone) = (owner.Text(names.UserId), owner.Text(names.PhoneNumber));
        var userId = given is { } id && IdentityForm.IsUserId(id) ? given : null;
        malformed = (given is null ? IsOdd(owner[names.UserId]) : userId is null)
            || (phone is null && IsOdd(owner[names.PhoneNumber]));
        JsonText? number = null;
        if (phone is { } text && !IdentityForm.TryPhoneNumber(text, out number))
        {
            malformed |= !IdentityForm.IsUserId(text) || (userId is { } other && other != text);
            userId ??= malformed ? null : text;
        }
        if (userId is null && number is null)
            return null;
        return new(userId, number) { ParentUserId = names.Parent(owner) };
    }

    /// <summary>A person known by a user id alone.</summary>
    /// <param name="userId">The member with the id.</param>
    /// <param name="malformed">It is there but of another form.</param>
    internal static SenderIdentity? OfUser(JsonSlice? userId, out bool malformed)
    {
        var text = userId?.Text is { IsEmpty: false } given ? given : (JsonText?)null;
        var isValid = text is { } id && IdentityForm.IsUserId(id);
        malformed = text is null ? IsOdd(userId) : !isValid;
        return isValid ? new(text, null) : null;
    }

    // Absent, null and empty all mean "not given"; a number or an object is something else.
    private static bool IsOdd(JsonSlice? slice) =>
        slice is { Type: not System.Text.Json.JsonTokenType.Null } value && value.Text is null;
}

/// <summary>What the members of an identity are called in one kind of object.</summary>
internal readonly ref struct IdentityNames
{
    public ReadOnlySpan<byte> UserId { get; private init; }

    public ReadOnlySpan<byte> PhoneNumber { get; private init; }

    private ReadOnlySpan<byte> ParentUserId { get; init; }

    private ReadOnlySpan<byte> ParentUserIdElsewhere { get; init; }

    public static IdentityNames Message =>
        new() { UserId = "from_user_id"u8, PhoneNumber = "from"u8, ParentUserId = "from_parent_user_id"u8 };

    public static IdentityNames Echo =>
        new() { UserId = "to_user_id"u8, PhoneNumber = "to"u8, ParentUserId = "to_parent_user_id"u8 };

    public static IdentityNames Contact =>
        new() { UserId = "user_id"u8, PhoneNumber = "wa_id"u8, ParentUserId = "parent_user_id"u8 };

    public static IdentityNames Participant => new()
    {
        UserId = "recipient_participant_user_id"u8,
        PhoneNumber = "recipient_participant_id"u8,
        ParentUserId = "recipient_participant_parent_user_id"u8,
    };

    public static IdentityNames AddressBook =>
        new() { UserId = "user_id"u8, PhoneNumber = "phone_number"u8, ParentUserId = "parent_user_id"u8 };

    public static IdentityNames Thread =>
        new() { UserId = "user_id"u8, PhoneNumber = "id"u8, ParentUserId = "parent_user_id"u8 };

    // The parent's member has two names in the wild.
    public static IdentityNames Status => new()
    {
        UserId = "recipient_user_id"u8,
        PhoneNumber = "recipient_id"u8,
        ParentUserId = "parent_recipient_user_id"u8,
        ParentUserIdElsewhere = "recipient_parent_user_id"u8,
    };

    public JsonText? Parent(JsonObject owner)
    {
        var text = owner.Text(ParentUserId)
            ?? (ParentUserIdElsewhere.IsEmpty ? null : owner.Text(ParentUserIdElsewhere));
        return text is { } id && IdentityForm.IsParentUserId(id) ? id : null;
    }
}
