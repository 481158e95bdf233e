using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// An error as the Graph API words it. Callers decide on the code; the HTTP status per code is not settled
/// among Meta's documents, these are the most often seen ones.
/// </summary>
internal sealed record GraphError(int Code, int HttpStatus, string Message, string? Details = null)
{
    public string Type { get; init; } = "OAuthException";
    public int? Subcode { get; init; }

    public static GraphError NoToken { get; } =
        new(104, 401, "An access token is required to request this resource.");

    public static GraphError WrongToken { get; } =
        new(190, 401, "Invalid OAuth access token - Cannot parse access token");

    public static GraphError UnknownPath(string path) => new(2500, 400, $"Unknown path components: {path}");

    public static GraphError UnknownObject(string id) => new(100, 400,
        $"Unsupported post request. Object with ID '{id}' does not exist, cannot be loaded due to missing " +
        "permissions, or does not support this operation.") { Type = "GraphMethodException", Subcode = 33 };

    /// <summary>A parameter that is missing or malformed on the surface of the request.</summary>
    public static GraphError Invalid(string what) => new(100, 400, $"(#100) {what}");

    public static GraphError Missing(string parameter) =>
        Of(131008, $"Parameter '{parameter}' is mandatory.");

    public static GraphError Value(string details) => Of(131009, details);

    /// <summary>A catalogued error.</summary>
    public static GraphError Of(int code, string? details = null)
    {
        var (status, title) = Title(code);
        return new(code, status, $"(#{code}) {title}", details ?? title);
    }

    /// <summary>The whole answer: <c>{"error":{…}}</c>.</summary>
    public void Write(Utf8JsonWriter json, string traceId)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", Message);
        json.WriteString("type", Type);
        json.WriteNumber("code", Code);
        if (Subcode is { } subcode)
            json.WriteNumber("error_subcode", subcode);
        if (Details is not null)
            WriteDetails(json, product: true);
        json.WriteString("fbtrace_id", traceId);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>The member <c>errors</c> of a failed status.</summary>
    public void WriteInStatus(Utf8JsonWriter json)
    {
        var title = Title(Code).Title;
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteNumber("code", Code);
        json.WriteString("title", title);
        json.WriteString("message", title);
        WriteDetails(json, product: false);
        json.WriteString(
            "href", "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private void WriteDetails(Utf8JsonWriter json, bool product)
    {
        json.WriteStartObject("error_data");
        if (product)
            json.WriteString("messaging_product", "whatsapp");
        json.WriteString("details", Details);
        json.WriteEndObject();
    }

    private static (int HttpStatus, string Title) Title(int code) => code switch
    {
        1 => (500, "An unknown error occurred"),
        2 => (503, "Service temporarily unavailable"),
        4 => (429, "Application request limit reached"),
        368 => (403, "Temporarily blocked for policies violations"),
        80007 => (429, "Rate limit issues"),
        130429 => (429, "Rate limit hit"),
        130472 => (400, "User's number is part of an experiment"),
        131000 => (500, "Something went wrong"),
        131008 => (400, "Required parameter is missing"),
        131009 => (400, "Parameter value is not valid"),
        131016 => (500, "Service unavailable"),
        131021 => (400, "Recipient cannot be sender"),
        131026 => (400, "Message undeliverable"),
        131030 => (400, "Recipient phone number not in allowed list"),
        131042 => (400, "Business eligibility payment issue"),
        131047 => (400, "Re-engagement message"),
        131049 => (400, "This message was not delivered to maintain healthy ecosystem engagement."),
        131051 => (400, "Unsupported message type"),
        131053 => (400, "Media upload error"),
        131056 => (429, "(Business Account, Consumer Account) pair rate limit hit"),
        131057 => (503, "Account in maintenance mode"),
        137000 => (400, "Recipient identity key hash mismatch"),
        _ => (400, "Message failed to send"),
    };
}
