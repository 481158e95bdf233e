using System.Text.Json.Nodes;
using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Webhooks;

/// <summary>
/// Error 131035 of a No-Storage number: a webhook was not taken within the hour and is gone. Meta's page
/// names the code and not the shape; here it is an error of the number itself.
/// </summary>
internal static class LostUpdate
{
    private const int Code = 131035;

    public static WebhookUpdate Create()
    {
        var title = ErrorCatalogue.Of(Code).Title;
        return new("", "messages", "errors", MetaJson.Bytes(new JsonObject
        {
            ["code"] = Code,
            ["title"] = title,
            ["message"] = title,
            ["error_data"] = new JsonObject { ["details"] = "A webhook was not accepted within 60 minutes." },
        }));
    }
}
