namespace Hermetic.WhatsApp;

/// <summary>An error code of the Graph API.</summary>
/// <param name="Code">The number, by which alone decisions are made.</param>
/// <param name="Name">Meta's name for it; constant, no content.</param>
/// <param name="Advice">What to do.</param>
public sealed record GraphError(int Code, string Name, ErrorAdvice Advice);

/// <summary>
/// The error codes of the Cloud API (Meta, "Cloud API error codes"). The same code may come as the answer to
/// a send or later in a failed status.
/// </summary>
public static class GraphErrors
{
    private static readonly Dictionary<int, GraphError> s_known = new GraphError[]
    {
        // Authorization
        new(0, "Authentication exception", ErrorAdvice.Never),
        new(3, "API method", ErrorAdvice.Never),
        new(10, "Permission denied", ErrorAdvice.Never),
        new(190, "Access token has expired", ErrorAdvice.Never),

        // Throttling
        new(4, "API too many calls", ErrorAdvice.Wait),
        new(80007, "Rate limit issues", ErrorAdvice.Wait),
        new(130429, "Rate limit hit", ErrorAdvice.Wait),
        new(131048, "Spam rate limit hit", ErrorAdvice.Never),
        new(131056, "Business account, consumer account pair rate limit hit", ErrorAdvice.Wait),
        new(133016, "Account register, deregister rate limit exceeded", ErrorAdvice.Never),

        // Integrity
        new(368, "Temporarily blocked for policies violations", ErrorAdvice.Never),
        new(130497, "Business account is restricted from messaging users in this country", ErrorAdvice.Never),
        new(131031, "Account has been locked", ErrorAdvice.Never),

        // Passing faults
        new(1, "API unknown", ErrorAdvice.Retry),
        new(2, "API service", ErrorAdvice.Retry),
        new(131000, "Something went wrong", ErrorAdvice.Retry),
        new(131016, "Service unavailable", ErrorAdvice.Retry),
        new(131057, "Account in maintenance mode", ErrorAdvice.Retry),

        // The request
        new(100, "Invalid parameter", ErrorAdvice.Never),
        new(131008, "Required parameter is missing", ErrorAdvice.Never),
        new(131009, "Parameter value is not valid", ErrorAdvice.Never),
        new(131021, "Recipient cannot be sender", ErrorAdvice.Never),
        new(131051, "Unsupported message type", ErrorAdvice.Never),
        new(131053, "Media upload error", ErrorAdvice.Never),
        new(131062, "Business-scoped user id is not supported for this message", ErrorAdvice.Never),

        // The recipient
        new(131026, "Message undeliverable", ErrorAdvice.Never),
        new(131030, "Recipient phone number not in allowed list", ErrorAdvice.Never),
        new(131047, "Re-engagement message", ErrorAdvice.Never),
        new(131049, "Meta chose not to deliver", ErrorAdvice.Never),
        new(131050, "User has stopped marketing messages", ErrorAdvice.Never),
        new(137000, "Recipient identity key hash does not match", ErrorAdvice.Never),

        // The account
        new(131037, "Phone number display name is not approved", ErrorAdvice.Never),
        new(131042, "Business eligibility payment issue", ErrorAdvice.Never),
        new(131045, "Incorrect certificate", ErrorAdvice.Never),
        new(131064, "Error 131064", ErrorAdvice.Never),
        new(133010, "Phone number not registered", ErrorAdvice.Never),

        // Templates and Flows
        new(132000, "Template parameter count mismatch", ErrorAdvice.Never),
        new(132001, "Template does not exist", ErrorAdvice.Never),
        new(132005, "Template hydrated text too long", ErrorAdvice.Never),
        new(132007, "Template format character policy violated", ErrorAdvice.Never),
        new(132008, "Template parameter value is not valid", ErrorAdvice.Never),
        new(132012, "Template parameter format mismatch", ErrorAdvice.Never),
        new(132015, "Template is paused", ErrorAdvice.Never),
        new(132016, "Template is disabled", ErrorAdvice.Never),
        new(132068, "Flow is blocked", ErrorAdvice.Never),
        new(132069, "Flow is throttled", ErrorAdvice.Never),
    }.ToDictionary(error => error.Code);

    /// <summary>The entry for a code; for one that is not in the catalogue, never to be sent again.</summary>
    public static GraphError Find(int code) =>
        s_known.TryGetValue(code, out var known) ? known
        : code is >= 200 and <= 299 ? new(code, "API permission", ErrorAdvice.Never)
        : new(code, "Not in the catalogue", ErrorAdvice.Never);
}
