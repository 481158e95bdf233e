using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class GraphAccessTests
{
    [Fact]
    public async Task A_right_proof_passes_and_a_wrong_one_is_refused()
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        var proof = Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(FakeService.AppSecret), Encoding.UTF8.GetBytes(Stage.AccessToken)));

        var right = await PostAsync(stage, $"?appsecret_proof={proof}");
        var wrong = await PostAsync(stage, $"?appsecret_proof={proof[..^1]}0{proof[^1]}");

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        var error = (await wrong.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error");
        Assert.Equal("100", error.At("code"));
        Assert.Contains("Invalid appsecret_proof", error.At("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_error_190_with_subcode_463()
    {
        await using var stage = await Stage.SetAsync();
        stage.Simulator.TokenExpired = true;

        var error = await stage.RefusedAsync(Stage.Text("Hi"), HttpStatusCode.Unauthorized);

        Assert.Equal(("190", "463"), (error.At("code"), error.At("error_subcode")));
    }

    private static Task<HttpResponseMessage> PostAsync(Stage stage, string query) =>
        stage.Http.PostAsJsonAsync(Stage.Messages + query, Stage.Text("Hi"));
}
