using NodaTime;

namespace Hermetic.Domain;

/// <summary>All that the decision about one message depends on.</summary>
/// <param name="Basis">On what the business relies for this purpose (GDPR Art. 6).</param>
/// <param name="Restricted">The person obtained restriction (GDPR Art. 18).</param>
/// <param name="OptedOut">The person said STOP and not START since.</param>
/// <param name="SaidAt">WhatsApp's timestamp of the message.</param>
public sealed record ProcessingRequest(
    Purpose Purpose,
    LawfulBasis Basis,
    bool Restricted,
    bool OptedOut,
    ConversationState State,
    Instant SaidAt,
    Instant Now)
{
    /// <summary>Messages that waited longer are left to a person of the business.</summary>
    public Duration StaleAfter { get; init; } = Duration.FromHours(12);

    /// <summary>
    /// The purpose was said in words of the safety list or by a button: no guess. A guess does not speak up while
    /// a person of the business talks.
    /// </summary>
    public bool Plain { get; init; }
}

/// <summary>
/// May this message be processed? Pure and total: the same request always gives the same decision.
/// </summary>
public static class Processing
{
    public static Decision Decide(ProcessingRequest request)
    {
        var window = new ServiceWindow(request.SaidAt);
        var open = window.IsOpenAt(request.Now);
        var inCharge = request.State == ConversationState.HumanInCharge;

        return request.Purpose switch
        {
            // STOP and START take effect whoever is in charge and however late; only the answer depends on
            // that.
            Purpose.Preference => new Decision.Proceed(MayAnswer: open && !inCharge),
            _ when !Enum.IsDefined(request.Purpose) || request.Purpose == Purpose.None => Stop(StopReason.NoPurpose),
            // A right neither expires nor yields to STOP, to restriction or to a colleague who has not seen the
            // message yet; but its answer needs the window (GDPR Art. 12(3): without undue delay).
            Purpose.PrivacyRequest when request.Plain || !inCharge =>
                open ? new Decision.Proceed(MayAnswer: true) : Stop(StopReason.WindowClosed),
            Purpose.Emergency => new Decision.Proceed(MayAnswer: open),
            // Who would not be answered by the assistant is not told to wait by it either.
            _ when inCharge => DecideService(request, window.AgeAt(request.Now), open) is Decision.Proceed
                ? new Decision.Wait()
                : Stop(StopReason.HumanInCharge),
            Purpose.HumanSupport => new Decision.Proceed(MayAnswer: open),
            _ => DecideService(request, window.AgeAt(request.Now), open),
        };
    }

    private static Decision DecideService(ProcessingRequest request, Duration age, bool open) => request switch
    {
        { Restricted: true } => Stop(StopReason.Restricted),
        { OptedOut: true } => Stop(StopReason.OptedOut),
        _ when !open => Stop(StopReason.WindowClosed),
        _ when age > request.StaleAfter => Stop(StopReason.Stale),
        { Basis: LawfulBasis.None } => new Decision.Ask(),
        _ when !Enum.IsDefined(request.Basis) => new Decision.Ask(),
        _ => new Decision.Proceed(MayAnswer: true),
    };

    private static Decision.Stop Stop(StopReason reason) => new(reason);
}
