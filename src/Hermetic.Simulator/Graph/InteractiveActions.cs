using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>
/// Interactive messages whose action is a name with parameters, and those of the catalogue.
/// </summary>
internal static class InteractiveActions
{
    private const int LabelLimit = 20;
    private const int FlowLabelLimit = 30;
    private const int IdLimit = 512;
    private const int MostProducts = 30;

    /// <summary>A button that opens an address.</summary>
    public static SendRequest Link(JsonElement interactive, SendRequest request)
    {
        var parameters = Parameters(interactive, "cta_url");
        var label = SendRules.Required(parameters, "display_text", "parameters['display_text']", LabelLimit);
        var link = SendRules.Link(parameters.Text("url"), "parameters['url']");
        return request with { Link = link, Links = [new(label, link)] };
    }

    /// <summary>A button that opens a form.</summary>
    public static SendRequest Flow(JsonElement interactive, SendRequest request)
    {
        var parameters = Parameters(interactive, "flow");
        if (parameters.Text("flow_message_version") != "3")
            throw SendRules.Broken("Parameter 'flow_message_version' must be 3.");
        if (parameters.Text("flow_id") is null == parameters.Text("flow_name") is null)
            throw SendRules.Broken("Exactly one of flow_id and flow_name is needed.");
        SendRules.Required(parameters, "flow_cta", "parameters['flow_cta']", FlowLabelLimit);
        if (parameters.Text("flow_action") is not (null or "navigate" or "data_exchange"))
            throw SendRules.Broken("Parameter 'flow_action' must be one of {navigate, data_exchange}.");
        if (parameters.Text("mode") is not (null or "draft" or "published"))
            throw SendRules.Broken("Parameter 'mode' must be one of {draft, published}.");
        return request;
    }

    /// <summary>An action that is its name: a request for a location or a contact, the catalogue.</summary>
    public static SendRequest Named(JsonElement interactive, SendRequest request, string name)
    {
        if (SendRules.RequiredObject(interactive, "action").Text("name") != name)
            throw SendRules.Broken($"Parameter 'action['name']' must be {name}.");
        return request;
    }

    public static SendRequest Product(JsonElement interactive, SendRequest request)
    {
        var action = SendRules.RequiredObject(interactive, "action");
        SendRules.Required(action, "catalog_id", "action['catalog_id']", IdLimit);
        SendRules.Required(action, "product_retailer_id", "action['product_retailer_id']", IdLimit);
        return request;
    }

    public static SendRequest Products(JsonElement interactive, SendRequest request)
    {
        var action = SendRules.RequiredObject(interactive, "action");
        SendRules.Required(action, "catalog_id", "action['catalog_id']", IdLimit);
        var sections = action.Array("sections").ToList();
        SendRules.Count("sections", sections.Count, 1, 10);
        var products = sections.Sum(static section => section.Array("product_items").Count());
        SendRules.Count("products", products, 1, MostProducts);
        return request;
    }

    private static JsonElement Parameters(JsonElement interactive, string name)
    {
        var action = SendRules.RequiredObject(interactive, "action");
        if (action.Text("name") != name)
            throw SendRules.Broken($"Parameter 'action['name']' must be {name}.");
        return SendRules.RequiredObject(action, "parameters");
    }
}
