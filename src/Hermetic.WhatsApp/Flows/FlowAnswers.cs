namespace Hermetic.WhatsApp;

/// <summary>The fixed answers of a Flows endpoint, as JSON in UTF-8, to be sealed with a
/// <see cref="FlowReply"/>.</summary>
public static class FlowAnswers
{
    /// <summary>To <see cref="FlowAction.Ping"/>.</summary>
    public static ReadOnlySpan<byte> Active => """{"data":{"status":"active"}}"""u8;

    /// <summary>To <see cref="FlowAction.ErrorNotification"/>.</summary>
    public static ReadOnlySpan<byte> Acknowledged => """{"data":{"acknowledged":true}}"""u8;

    /// <summary>With status 427: the phone disables the form's button and shows the sentence.</summary>
    public static ReadOnlySpan<byte> TokenInvalid =>
        """{"error_msg":"This form is no longer open. Write to us and we will send you a new one."}"""u8;
}
