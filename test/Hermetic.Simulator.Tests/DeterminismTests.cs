using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Simulator.Tests;

/// <summary>The same seed and the same script give the same transcript, whatever the timing was.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task Two_runs_write_the_same_bytes_and_meet_the_same_faults_and_another_seed_does_not()
    {
        var first = await TranscriptAsync(seed: 11);

        Assert.Equal(first, await TranscriptAsync(seed: 11));
        Assert.NotEqual(first, await TranscriptAsync(seed: 12));
        Assert.Contains("cut", first, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_percent_of_sends_are_accepted_and_not_answered()
    {
        await using var stage = await Stage.SetAsync(options => options with
        {
            SendTrouble = SendTrouble.Cut(0.05),
            PairLimit = false,
            MessagesPerSecond = 0,
        });
        await stage.AfterWritingAsync(Stage.Anna);

        var cut = 0;
        for (var i = 0; i < 400; i++)
            cut += await AnswerAsync(stage, $"{i}") == "cut" ? 1 : 0;

        Assert.InRange(cut, 8, 36);
        Assert.Equal(400, stage.Simulator.Sent.Count);
    }

    private static async Task<string> TranscriptAsync(int seed)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        await using var stage = await Stage.SetAsync(options => options with
        {
            Seed = seed,
            Clock = clock,
            SendTrouble = new([(0.3, new GraphFault.CutAfterAccepting()), (0.2, GraphFault.OfCode(131000))]),
            DeliveryTrouble = new() { DuplicateShare = 0.3, CutAfterShare = 0.2 },
        });
        var transcript = new StringBuilder();
        // At the same time: the order of arrival must not matter.
        await Task.WhenAll(Enumerable.Range(0, 10).Select(
            i => stage.Simulator.SendTextAsync(i % 2 == 0 ? Stage.Anna : Stage.Bo, $"text {i}")));
        await stage.Simulator.SendAsync(
            Stage.Anna, PersonMessage.Media("image", new(new byte[] { 1 }, "image/jpeg")));
        await stage.Simulator.RotateUserIdAsync(Stage.Bo);
        for (var i = 0; i < 20; i++)
            transcript.AppendLine(await AnswerAsync(stage, $"{i}"));
        // The port in media URLs is the one thing that is not decided here.
        var address = stage.Simulator.Address.Authority;
        foreach (var delivery in stage.Simulator.Deliveries
            .Select(delivery => Encoding.ASCII.GetString(delivery.Body.Span).Replace(address, "", StringComparison.Ordinal)
                + string.Join(' ', delivery.Answers.Select(answer => answer.HttpStatus?.ToString() ?? "none")))
            .Order(StringComparer.Ordinal))
            transcript.AppendLine(delivery);
        return transcript.ToString();
    }

    private static async Task<string> AnswerAsync(Stage stage, string text)
    {
        try
        {
            return await (await stage.SendAsync(Stage.Text(text))).Content.ReadAsStringAsync();
        }
        catch (HttpRequestException)
        {
            return "cut";
        }
    }
}
