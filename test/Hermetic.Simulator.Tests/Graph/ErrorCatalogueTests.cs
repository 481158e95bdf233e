using Hermetic.Simulator.Graph;

namespace Hermetic.Simulator.Tests.Graph;

public sealed class ErrorCatalogueTests
{
    /// <summary>Every code that Meta's page lists for sends, registration and templates.</summary>
    public static TheoryData<int> Codes() =>
    [
        0, 1, 2, 3, 4, 10, 100, 190, 368, 80007, 130429, 130497, 131000, 131008, 131009, 131016, 131021, 131026,
        131030, 131031, 131035, 131036, 131037, 131042, 131045, 131047, 131048, 131049, 131050, 131051, 131053,
        131056, 131057, 131062, 131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015, 132016, 132068,
        132069, 133005, 133010, 133016, 137000, 200, 230, 299,
    ];

    [Theory, MemberData(nameof(Codes))]
    public async Task Every_code_can_be_ordered_as_an_answer_and_as_a_failed_status(int code)
    {
        await using var stage = await Stage.SetAsync();
        await stage.AfterWritingAsync(Stage.Anna);
        stage.Simulator.FailNext(GraphFault.OfCode(code));
        stage.Simulator.FailNext(new GraphFault.FailLater(code));

        var refused = await stage.SendAsync(Stage.Text("refused"));
        await stage.AcceptedAsync(Stage.Text("fails later"));

        Assert.Contains(
            $"\"code\":{code},", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.InRange((int)refused.StatusCode, 400, 599);
        var status = (await stage.Service.NextAsync(alreadySeen: 1)).Status!.Value;
        Assert.Equal(("failed", $"{code}"), (status.At("status"), status.At("errors.0.code")));
        Assert.NotEqual("Message failed to send", status.At("errors.0.title"));
    }

    [Fact]
    public void A_code_that_nobody_listed_is_a_plain_failure() =>
        Assert.Equal((400, "Message failed to send"), ErrorCatalogue.Of(999_999));
}
