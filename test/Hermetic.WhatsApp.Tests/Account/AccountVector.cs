using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests;

/// <summary>A management call: what is asked and what Meta answers, from <c>account.json</c>.</summary>
internal sealed record AccountVector(string Name, JsonObject Members)
{
    private static readonly JsonObject s_all =
        JsonNode.Parse(File.ReadAllText(Repository.Vector("whatsapp/account.json")))!.AsObject();

    public static IEnumerable<string> Names => s_all.Select(one => one.Key);

    public string Method => (string)Members["method"]!;

    public string Path => (string)Members["path"]!;

    public JsonNode? Body => Members["body"];

    public JsonNode? Form => Members["form"];

    public string Answer => Members["answer"]!.ToJsonString();

    /// <summary>The pair of Meta's Postman collection, or null where it has none or is not there.</summary>
    public string? Postman => (string?)Members["postman"] is { } pair
        ? Repository.Fixtures($"whatsapp/outbound/metapostman__{pair}.json")
        : null;

    public static AccountVector Of(string name) => new(name, s_all[name]!.AsObject());

    /// <summary>Makes the call, and says whether the answer was good.</summary>
    public async Task<bool> CallAsync(AccountClient client)
    {
        var pin = Secret.FromText("123456");
        return Name switch
        {
            "debug_token" => await client.DebugTokenAsync(default) is GraphAnswered<TokenDescription>,
            "number" => await client.GetNumberAsync(PaperGraph.Number, default) is GraphAnswered<NumberDescription>,
            "settings" => await client.GetSettingsAsync(PaperGraph.Number, default) is GraphAnswered<NumberSettings>,
            "flows_key" => await client.GetFlowsKeyAsync(PaperGraph.Number, default) is GraphAnswered<FlowsKey>,
            "apps" => await client.GetSubscribedAppsAsync(PaperGraph.Business, default)
                is GraphAnswered<IReadOnlyList<SubscribedApp>>,
            "business" => await client.GetBusinessAccountAsync(PaperGraph.Business, default)
                is GraphAnswered<BusinessAccount>,
            _ => await ChangeAsync(client, pin) is GraphAnswered<Confirmed>,
        };
    }

    public Task<GraphOutcome<Confirmed>> ChangeAsync(AccountClient client, Secret pin) => Name switch
    {
        "register" => client.RegisterAsync(PaperGraph.Number, pin, region: null, default),
        "register_in_a_country" => client.RegisterAsync(PaperGraph.Number, pin, "DE", default),
        "deregister" => client.DeregisterAsync(PaperGraph.Number, default),
        "set_pin" => client.SetPinAsync(PaperGraph.Number, pin, default),
        "store_nothing" => client.SetStorageAsync(PaperGraph.Number, StorageAtMeta.Nothing, default),
        "store_in_a_country" => client.SetStorageAsync(PaperGraph.Number, StorageAtMeta.InCountry("de"), default),
        "check_identity" => client.SetIdentityCheckAsync(PaperGraph.Number, enabled: true, default),
        "subscribe" => client.SubscribeAsync(PaperGraph.Business, default),
        "subscribe_elsewhere" => client.SubscribeAsync(
            PaperGraph.Business, new("https://alternate-endpoint-callback.com/webhook"),
            Secret.FromText("myvoiceismypassport?"), default),
        "unsubscribe" => client.UnsubscribeAsync(PaperGraph.Business, default),
        "set_flows_key" => client.SetFlowsKeyAsync(PaperGraph.Number, (string)Form!["business_public_key"]!, default),
        _ => throw new ArgumentOutOfRangeException(Name),
    };

    public override string ToString() => Name;
}
