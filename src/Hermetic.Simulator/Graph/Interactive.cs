using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>The interactive messages: what they share, and which type has which action.</summary>
internal static class Interactive
{
    private const int HeaderLimit = 60;

    /// <exception cref="InvalidSendException">The first rule that the message breaks.</exception>
    public static SendRequest Read(JsonElement body, SendRequest request)
    {
        var interactive = SendRules.RequiredObject(body, "interactive");
        var type = SendRules.Required(interactive, "type", "interactive['type']", HeaderLimit);
        return type switch
        {
            "button" => InteractiveButtons.Read(interactive, Framed(interactive, request, type, 1024)),
            "list" => InteractiveList.Read(interactive, Framed(interactive, request, type, 4096)),
            "cta_url" => InteractiveActions.Link(interactive, Framed(interactive, request, type, 1024)),
            "flow" => InteractiveActions.Flow(interactive, Framed(interactive, request, type, 1024)),
            "location_request_message" => InteractiveActions.Named(
                interactive, Framed(interactive, request, type, 1024), "send_location"),
            "request_contact_info" => InteractiveActions.Named(
                interactive, Framed(interactive, request, type, 1024), "request_contact_info"),
            "catalog_message" => InteractiveActions.Named(
                interactive, Framed(interactive, request, type, 1024), "catalog_message"),
            "product" => InteractiveActions.Product(interactive, Framed(interactive, request, type, body: null)),
            "product_list" => InteractiveActions.Products(
                interactive, Framed(interactive, request, type, 1024)),
            // Taken as they are: payments, calls and addresses have rules of their own that nothing here needs.
            "order_details" => Framed(interactive, request, type, body: null),
            "order_status" or "call_permission_request" or "address_message" or "voice_call"
                => Framed(interactive, request, type, 1024),
            _ => throw new InvalidSendException(GraphError.Invalid(
                "Param interactive['type'] must be one of {BUTTON, CATALOG_MESSAGE, CTA_URL, FLOW, LIST, " +
                "LOCATION_REQUEST_MESSAGE, PRODUCT, PRODUCT_LIST, …}")),
        };
    }

    /// <param name="body">Characters at most; null where the body may be left out.</param>
    private static SendRequest Framed(
        JsonElement interactive, SendRequest request, string type, int? body)
    {
        var text = SendRules.Limited(interactive.Member("body")?.Text("text"), "body['text']", body ?? 1024);
        if (text is null && body is not null)
            throw new InvalidSendException(GraphError.Missing("body['text']"));
        var header = interactive.Member("header");
        if (type == "list" && header?.Text("type") is not (null or "text"))
            throw SendRules.Broken("Header type must be text");
        return request with
        {
            Kind = type,
            Text = text ?? "",
            Header = SendRules.Limited(header?.Text("text"), "header['text']", HeaderLimit),
            Footer = SendRules.Limited(
                interactive.Member("footer")?.Text("text"), "footer['text']", HeaderLimit),
        };
    }
}
