using System.Collections.Frozen;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// The titles of Meta's error codes, and the HTTP status most often seen with each: decide on the code, the
/// status per code is not settled among Meta's documents.
/// </summary>
internal static class ErrorCatalogue
{
    private static readonly FrozenDictionary<int, (int HttpStatus, string Title)> _titles =
        new Dictionary<int, (int, string)>
        {
            // Authorization and the Graph API itself.
            [0] = (401, "AuthException"),
            [1] = (500, "An unknown error occurred"),
            [2] = (503, "Service temporarily unavailable"),
            [3] = (500, "API method"),
            [4] = (429, "Application request limit reached"),
            [10] = (403, "Application does not have permission for this action"),
            [33] = (400, "Parameter value is not valid"),
            [100] = (400, "Invalid parameter"),
            [190] = (401, "Access token has expired"),
            [368] = (403, "Temporarily blocked for policies violations"),
            [80007] = (429, "Rate limit issues"),
            // The business account.
            [130497] = (403, "Business account is restricted from messaging users in this country"),
            [131005] = (403, "Access denied"),
            [131031] = (403, "Business account has been locked"),
            [131037] = (400, "WhatsApp provided number needs display name approval before message can be sent"),
            [131042] = (400, "Business eligibility payment issue"),
            [131045] = (400, "Message failed to send due to phone number registration error"),
            [131057] = (503, "Account in maintenance mode"),
            [133000] = (500, "Incomplete deregistration"),
            [133004] = (503, "Server temporarily unavailable"),
            [133005] = (400, "Two step verification PIN mismatch"),
            [133006] = (400, "Phone number re-verification needed"),
            [133008] = (400, "Too many two step verification PIN guesses"),
            [133009] = (400, "Two step verification PIN guessed too fast"),
            [133010] = (400, "Phone number not registered"),
            [133015] = (400, "Please wait a few minutes before attempting to register this phone number"),
            [133016] = (400, "Account register/deregister rate limit exceeded"),
            // The pace.
            [130429] = (429, "Rate limit hit"),
            [131048] = (429, "Spam rate limit hit"),
            [131056] = (429, "(Business Account, Consumer Account) pair rate limit hit"),
            // The message and its recipient.
            [130472] = (400, "User's number is part of an experiment"),
            [131000] = (500, "Something went wrong"),
            [131008] = (400, "Required parameter is missing"),
            [131009] = (400, "Parameter value is not valid"),
            [131016] = (500, "Service unavailable"),
            [131021] = (400, "Recipient cannot be sender"),
            [131026] = (400, "Message undeliverable"),
            [131030] = (400, "Recipient phone number not in allowed list"),
            [131035] = (400, "Webhook not delivered"),
            [131036] = (400, "Message not delivered"),
            [131047] = (400, "Re-engagement message"),
            [131049] = (400, "This message was not delivered to maintain healthy ecosystem engagement."),
            [131050] = (400, "User has stopped marketing messages from this business"),
            [131051] = (400, "Unsupported message type"),
            [131052] = (400, "Media download error"),
            [131053] = (400, "Media upload error"),
            [131055] = (400, "Method not allowed"),
            [131060] = (400, "This message is unavailable"),
            [131062] = (400, "Business-scoped user id is not supported for this message"),
            [131064] = (400, "Message not allowed for this recipient"),
            [134011] = (400, "WhatsApp Payments terms of service has not been accepted"),
            [135000] = (400, "Generic user error"),
            [137000] = (400, "Recipient identity key hash mismatch"),
            // Templates and Flows.
            [132000] = (400, "Number of parameters does not match the expected number of params"),
            [132001] = (404, "Template name does not exist in the translation"),
            [132005] = (400, "Translated text too long"),
            [132007] = (400, "Template format character policy violated"),
            [132008] = (400, "Template parameter format is not valid"),
            [132012] = (400, "Parameter format does not match format in the created template"),
            [132015] = (400, "Template is paused"),
            [132016] = (400, "Template is disabled"),
            [132018] = (400, "There is an issue with the parameters in your template"),
            [132068] = (400, "Flow is blocked"),
            [132069] = (400, "Flow is throttled"),
        }.ToFrozenDictionary();

    public static IEnumerable<int> Codes => _titles.Keys;

    /// <summary>200 to 299 are missing permissions; a code that nobody listed is a plain failure.</summary>
    public static (int HttpStatus, string Title) Of(int code) =>
        _titles.TryGetValue(code, out var known) ? known
        : code is >= 200 and <= 299 ? (403, "Permissions error")
        : (400, "Message failed to send");
}
