namespace Hermetic.WhatsApp;

/// <summary>What is known about one attempt to send. Exactly one of four cases.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Meta accepted the message (200 with an id). Accepted is not delivered: statuses
    /// follow.</summary>
    /// <param name="Wamid">The message's id as UTF-8. Personal data: it embeds the phone number.</param>
    public sealed record Accepted(ReadOnlyMemory<byte> Wamid) : SendOutcome;

    /// <summary>Meta answered with an error of its own: the message was not accepted.</summary>
    /// <param name="Code"><c>error.code</c>; see <see cref="GraphErrors"/>.</param>
    /// <param name="HttpStatus">The HTTP status; nothing is decided by it.</param>
    /// <param name="Advice">Whether sending again can help.</param>
    public sealed record Rejected(int Code, int HttpStatus, ErrorAdvice Advice) : SendOutcome;

    /// <summary>The request's content never left: the name, the connection or TLS failed before. Sending
    /// again
    /// cannot send twice.</summary>
    public sealed record NotSent : SendOutcome;

    /// <summary>
    /// Anything else: a timeout, a reset, an answer that cannot be read. The message may or may not have been
    /// accepted; only a status with the attempt's id can tell. Never send it again blindly.
    /// </summary>
    /// <param name="HttpStatus">The HTTP status when an answer came, else null.</param>
    public sealed record Unknown(int? HttpStatus) : SendOutcome;
}
