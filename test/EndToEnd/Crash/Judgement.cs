using Hermetic.EndToEnd.Evidence;

namespace Hermetic.EndToEnd.Crash;

/// <summary>What is asked of a service that was killed, by what was acknowledged and what the Graph API received.</summary>
internal static class Judgement
{
    /// <summary>
    /// Whatever was acknowledged got through once and in order, or is parked; and nobody has become two people.
    /// </summary>
    public static void OfAnswers(Stage stage, Dictionary<string, (string Id, int Parked)> conversations)
    {
        var acknowledged = stage.Load.Acknowledged.ToLookup(message => message.Person, message => message.Number);
        for (var index = 0; index < stage.Load.People.Length; index++)
        {
            var person = stage.Load.People[index];
            var expected = acknowledged[index].Order().Select(number => Load.TextOf(index, number)).ToList();
            var received = stage.Graph.To(person).Select(message => message.Text).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(received.Distinct(), received);                             // none twice
            Assert.Equal(received.Order(StringComparer.Ordinal), received);          // in order
            Assert.Subset(expected.ToHashSet(), received.ToHashSet());               // nothing invented
            var missing = expected.Except(received).ToList();
            var (_, parked) = conversations.GetValueOrDefault(person.Name);
            Assert.True(
                missing.Count == parked,
                $"{person.Name}: never received [{string.Join(", ", missing)}], parked {parked}.");
        }
    }

    /// <summary>The record went through the same kills: one entry for each acknowledged message, and it verifies.</summary>
    public static async Task OfLedgerAsync(Stage stage)
    {
        Assert.Equal(0, await stage.Service.StopAsync());
        var export = await LedgerExport.WriteAsync(stage.Service);
        Assert.Equal(stage.Load.Acknowledged.Count, export.Count("message.accept"));
        var verified = await stage.Service.RunAsync("ledger", "verify", export.Folder);
        Assert.True(verified.Exit == 0, verified.Errors);
    }
}
