namespace Hermetic.WhatsApp;

/// <summary>What became of a Flows request. Exactly one of five cases; dispose it after the answer is
/// made.</summary>
public abstract class FlowOutcome : IDisposable
{
    private readonly IDisposable[] _owned;

    private FlowOutcome(params IDisposable[] owned) => _owned = owned;

    /// <summary>The HTTP status that the phone acts on (Meta, "Flows error codes", endpoint).</summary>
    public abstract int HttpStatus { get; }

    /// <summary>Wipes the request and the key of the answer, where there are any.</summary>
    public void Dispose()
    {
        foreach (var part in _owned)
            part.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The request is open: answer it with its reply.</summary>
    /// <param name="request">What the phone asks.</param>
    /// <param name="reply">How it is answered.</param>
    public sealed class Decrypted(FlowRequest request, FlowReply reply) : FlowOutcome(request, reply)
    {
        /// <summary>What the phone asks.</summary>
        public FlowRequest Request { get; } = request;

        /// <summary>How it is answered, once.</summary>
        public FlowReply Reply { get; } = reply;

        /// <inheritdoc/>
        public override int HttpStatus => 200;
    }

    /// <summary>The form's token is not one of ours or its signature is wrong. The answer,
    /// <c>{"error_msg":…}</c>, is encrypted as any other.</summary>
    /// <param name="reply">How it is answered.</param>
    public sealed class TokenInvalid(FlowReply reply) : FlowOutcome(reply)
    {
        /// <summary>427: the phone shows the sentence and closes the form for good.</summary>
        public const int Status = 427;

        /// <summary>How it is answered, once.</summary>
        public FlowReply Reply { get; } = reply;

        /// <inheritdoc/>
        public override int HttpStatus => Status;
    }

    /// <summary>It cannot be decrypted: 421, and the phone fetches the public key again.</summary>
    public sealed class KeyMismatch : FlowOutcome
    {
        /// <inheritdoc/>
        public override int HttpStatus => 421;
    }

    /// <summary>The body is not signed with the app secret: 432.</summary>
    public sealed class BadSignature : FlowOutcome
    {
        /// <inheritdoc/>
        public override int HttpStatus => 432;
    }

    /// <summary>The body, or what it decrypts to, is no Flows request: 400.</summary>
    public sealed class BadRequest : FlowOutcome
    {
        /// <inheritdoc/>
        public override int HttpStatus => 400;
    }
}
