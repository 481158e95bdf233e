namespace Hermetic.WhatsApp;

/// <summary>The bytes are not one JSON value in UTF-8. The caller answers 400. Never carries
/// content.</summary>
public sealed class WebhookFormatException : Exception
{
    /// <summary>For a body that is not JSON.</summary>
    public WebhookFormatException()
        : base("The body is not JSON.")
    {
    }

    /// <summary>For another reason, told in a sentence without content.</summary>
    public WebhookFormatException(string message)
        : base(message)
    {
    }
}
