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

    public static GraphError ExpiredToken { get; } =
        new(190, 401, "Error validating access token: Session has expired.") { Subcode = 463 };

    public static GraphError UnknownPath(string path) => new(2500, 400, $"Unknown path components: {path}");

    public static GraphError UnknownObject(string id, string verb = "post") => new(100, 400,
        $"Unsupported {verb} request. Object with ID '{id}' does not exist, cannot be loaded due to missing " +
        "permissions, or does not support this operation.") { Type = "GraphMethodException", Subcode = 33 };

    /// <summary>A parameter that is missing or malformed on the surface of the request.</summary>
    public static GraphError Invalid(string what) => new(100, 400, $"(#100) {what}");

    public static GraphError Missing(string parameter) =>
        Of(131008, $"Parameter '{parameter}' is mandatory.");

    public static GraphError Value(string details) => Of(131009, details);

    /// <summary>A catalogued error.</summary>
    public static GraphError Of(int code, string? details = null)
    {
        var (status, title) = ErrorCatalogue.Of(code);
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
        var title = ErrorCatalogue.Of(Code).Title;
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
}
