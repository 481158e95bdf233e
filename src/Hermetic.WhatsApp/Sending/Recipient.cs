using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>Whom a message goes to: a phone number (<c>to</c>) or a business-scoped user id
/// (<c>recipient</c>),
/// never both, because then <c>to</c> would win.</summary>
public sealed class Recipient
{
    private readonly ReadOnlyMemory<byte> _value;
    private readonly bool _isPhone;

    private Recipient(ReadOnlyMemory<byte> value, bool isPhone) => (_value, _isPhone) = (value, isPhone);

    /// <summary>A phone number in E.164 with the plus, as ASCII bytes.</summary>
    /// <exception cref="ArgumentException">Not a plus and 1 to 15 digits.</exception>
    public static Recipient PhoneNumber(ReadOnlyMemory<byte> number) =>
        number.Span.StartsWith("+"u8) && IdentityForm.IsPhoneDigits(number.Span[1..])
            ? new(number, isPhone: true)
            : throw new ArgumentException("The recipient is not a plus and 1 to 15 digits.", nameof(number));

    /// <summary>A business-scoped user id, as ASCII bytes.</summary>
    /// <exception cref="ArgumentException">Not two upper-case letters, a dot and 1 to 128 letters and
    /// digits.</exception>
    public static Recipient UserId(ReadOnlyMemory<byte> userId) =>
        IdentityForm.IsUserId(userId.Span)
            ? new(userId, isPhone: false)
            : throw new ArgumentException("The recipient is not a business-scoped user id.", nameof(userId));

    internal void Write(Utf8JsonWriter writer) =>
        writer.WriteString(_isPhone ? "to"u8 : "recipient"u8, _value.Span);
}
