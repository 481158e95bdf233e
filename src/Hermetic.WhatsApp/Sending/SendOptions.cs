namespace Hermetic.WhatsApp;

/// <summary>What a send may say besides the message. The default says nothing.</summary>
public sealed record SendOptions
{
    /// <summary>Nothing besides the message.</summary>
    public static SendOptions None { get; } = new();

    /// <summary>The id of the message that is answered, as UTF-8 (<c>context.message_id</c>): the phone
    /// quotes it. Empty when none is; up to 512 characters.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> ReplyTo
    {
        get;
        init => field = WireText.Allow(value, 512, "id of the answered message");
    }

    /// <summary>
    /// <c>recipient_identity_key_hash</c> as UTF-8, from the person's last message: it is sent only if the
    /// person's identity key is still that one, else Meta answers 137000. Needs the number's identity-change
    /// setting. Empty when it does not matter; up to 512 characters.
    /// </summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> IdentityKeyHash
    {
        get;
        init => field = WireText.Allow(value, 512, "identity key hash");
    }

    internal void Write(System.Text.Json.Utf8JsonWriter writer)
    {
        if (!ReplyTo.IsEmpty)
        {
            writer.WriteStartObject("context"u8);
            writer.WriteString("message_id"u8, ReplyTo.Span);
            writer.WriteEndObject();
        }
        writer.WriteText("recipient_identity_key_hash"u8, IdentityKeyHash);
    }
}
