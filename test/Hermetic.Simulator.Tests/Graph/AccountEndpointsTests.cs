using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Testing;

namespace Hermetic.Simulator.Tests.Graph;

/// <summary>The management calls, asked over HTTP as a stranger would.</summary>
public sealed class AccountEndpointsTests
{
    private const string Number = "v25.0/106540352242922";
    private const string Business = "v25.0/102290129340398";

    [Theory]
    [InlineData("flows__get_encryption_public_key", $"{Number}/whatsapp_business_encryption")]
    [InlineData("get_started__get_phone_number_id", $"{Business}/phone_numbers")]
    [InlineData("phone_numbers__get_display_name_status_beta", $"{Number}?fields=name_status")]
    [InlineData("phone_numbers__get_phone_number_by_id", Number)]
    [InlineData("webhook_subscriptions__get_all_subscriptions_for_a_waba", $"{Business}/subscribed_apps")]
    public async Task An_answer_has_the_members_of_Metas_collection(string pair, string path)
    {
        var file = Repository.Fixtures($"whatsapp/outbound/metapostman__{pair}.json");
        Assert.SkipWhen(file is null, "Meta's collection is not here.");
        await using var stage = await Stage.SetAsync();
        stage.Simulator.Account.FlowsPublicKey = "-----BEGIN PUBLIC KEY-----\n";

        var answer = await stage.Http.GetFromJsonAsync<JsonNode>(path);

        var expected = JsonNode.Parse(await File.ReadAllTextAsync(file))!["responses"]![0]!["body"]!;
        Assert.Equal(Shape(expected), Shape(answer!));
    }

    [Fact]
    public async Task Without_a_token_and_under_another_version_nothing_is_told()
    {
        await using var stage = await Stage.SetAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await stage.Http.GetAsync("v1.0/106540352242922")).StatusCode);
        stage.Http.DefaultRequestHeaders.Authorization = null;
        Assert.Equal(HttpStatusCode.Unauthorized, (await stage.Http.GetAsync(Number)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stage.Http.PostAsync($"{Number}/deregister", null)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await stage.Http.PostAsync($"{Number}/whatsapp_business_encryption", null)).StatusCode);
        Assert.True(stage.Simulator.Account.IsRegistered);
    }

    [Fact]
    public async Task A_seeded_token_is_described()
    {
        await using var stage = await Stage.SetAsync();
        stage.Simulator.Account.TokenType = "USER";
        stage.Simulator.Account.TokenExpires = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

        var ours = await stage.Http.GetFromJsonAsync<JsonElement>(
            $"v25.0/debug_token?input_token={Uri.EscapeDataString(Stage.AccessToken)}");
        var other = await stage.Http.GetFromJsonAsync<JsonElement>("v25.0/debug_token?input_token=other");

        Assert.Equal(("USER", "1800000000", "True"),
            (ours.At("data.type"), ours.At("data.expires_at"), ours.At("data.is_valid")));
        Assert.Equal("102290129340398", ours.At("data.granular_scopes.0.target_ids.0"));
        Assert.Equal("False", other.At("data.is_valid"));
    }

    [Fact]
    public async Task A_number_without_a_PIN_takes_the_one_it_is_registered_with()
    {
        await using var stage = await Stage.SetAsync();
        var account = stage.Simulator.Account;
        (account.Pin, account.IsRegistered) = (null, false);

        Assert.Equal(0, await ChangeAsync(stage, $"{Number}/register", new { messaging_product = "whatsapp", pin = "123456" }));

        Assert.Equal(("123456", true), (account.Pin, account.IsRegistered));
    }

    [Fact]
    public async Task A_wrong_PIN_is_133005_and_one_time_too_many_133016_even_with_the_right_one()
    {
        await using var stage = await Stage.SetAsync();
        (stage.Simulator.Account.TriesLeft, stage.Simulator.Account.IsRegistered) = (2, false);
        object Register(string pin) => new { messaging_product = "whatsapp", pin };

        Assert.Equal(133005, await ChangeAsync(stage, $"{Number}/register", Register("000000")));
        Assert.Equal(133005, await ChangeAsync(stage, $"{Number}/register", Register("000001")));
        Assert.Equal(133016, await ChangeAsync(stage, $"{Number}/register", Register(stage.Simulator.Account.Pin!)));
        Assert.False(stage.Simulator.Account.IsRegistered);
    }

    [Fact]
    public async Task Storage_changes_only_while_the_number_is_not_registered()
    {
        await using var stage = await Stage.SetAsync();
        var nothing = new { storage_configuration = new { status = "NO_STORAGE_ENABLED", retention_minutes = 60 } };

        Assert.Equal(100, await ChangeAsync(stage, $"{Number}/settings", nothing));
        Assert.Equal(0, await ChangeAsync(stage, $"{Number}/deregister", body: null));
        Assert.Equal(0, await ChangeAsync(stage, $"{Number}/settings", nothing));

        Assert.Equal("NO_STORAGE_ENABLED", stage.Simulator.Account.Storage);
        Assert.Equal(133010, await ChangeAsync(stage, $"{Number}/deregister", body: null));
    }

    [Theory]
    [InlineData("""{"storage_configuration":{"status":"NO_STORAGE_ENABLED","retention_minutes":30}}""")]
    [InlineData("""{"storage_configuration":{"status":"IN_COUNTRY_STORAGE_ENABLED"}}""")]
    [InlineData("""{"storage_configuration":{"status":"SOMEWHERE"}}""")]
    [InlineData("""{"user_identity_change":{"enable_identity_key_check":"yes"}}""")]
    [InlineData("{")]
    public async Task Settings_of_another_form_are_refused(string body)
    {
        await using var stage = await Stage.SetAsync();
        stage.Simulator.Account.IsRegistered = false;
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var response = await stage.Http.PostAsync($"{Number}/settings", content);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("DEFAULT", stage.Simulator.Account.Storage);
    }

    [Fact]
    public async Task An_app_subscribes_with_an_address_of_its_own_and_unsubscribes()
    {
        await using var stage = await Stage.SetAsync();
        stage.Simulator.Account.SubscribedApps.Clear();

        await ChangeAsync(stage, $"{Business}/subscribed_apps", new
        {
            override_callback_uri = "https://other.example/hook", verify_token = "v",
        });
        var shown = await stage.Http.GetFromJsonAsync<JsonElement>($"{Business}/subscribed_apps");
        Assert.Equal("https://other.example/hook", shown.At("data.0.override_callback_uri"));
        await stage.Http.DeleteAsync($"{Business}/subscribed_apps");

        Assert.Empty(stage.Simulator.Account.SubscribedApps);
        Assert.Equal(["subscribe", "unsubscribe"], stage.Simulator.Account.Changes);
    }

    [Fact]
    public async Task A_key_for_forms_is_a_form_field_and_a_new_registration_makes_it_a_mismatch()
    {
        await using var stage = await Stage.SetAsync();
        using var form = new FormUrlEncodedContent([new("business_public_key", "-----BEGIN PUBLIC KEY-----\nA\n")]);
        Assert.Equal(HttpStatusCode.OK, (await stage.Http.PostAsync($"{Number}/whatsapp_business_encryption", form)).StatusCode);
        Assert.Equal("VALID", stage.Simulator.Account.FlowsKeyStatus);

        await ChangeAsync(stage, $"{Number}/deregister", body: null);
        await ChangeAsync(stage, $"{Number}/register", new
        {
            messaging_product = "whatsapp", pin = stage.Simulator.Account.Pin,
        });

        Assert.Equal("MISMATCH", stage.Simulator.Account.FlowsKeyStatus);
    }

    /// <summary>0 when it was confirmed, else the code of the error.</summary>
    private static async Task<int> ChangeAsync(Stage stage, string path, object? body)
    {
        var response = await stage.Http.PostAsync(path, body is null ? null : JsonContent.Create(body));
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.IsSuccessStatusCode && answer.GetProperty("success").GetBoolean()
            ? 0
            : answer.GetProperty("error").GetProperty("code").GetInt32();
    }

    /// <summary>The names of all members, the first item standing for its array.</summary>
    private static IEnumerable<string> Shape(JsonNode node, string at = "") => node switch
    {
        JsonObject owner => owner.SelectMany(member => Shape(member.Value!, $"{at}.{member.Key}")).Order(StringComparer.Ordinal),
        JsonArray { Count: > 0 } list => Shape(list[0]!, $"{at}[]"),
        _ => [at],
    };
}
