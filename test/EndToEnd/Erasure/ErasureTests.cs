using Hermetic.Storage.Locations;

namespace Hermetic.EndToEnd.Erasure;

/// <summary>
/// A person erases themselves by chat. What was copied before and after is then examined with today's keys: theirs
/// opens nowhere, everybody else's everywhere. Only somebody who kept the old root against all advice still reads them.
/// </summary>
public sealed class ErasureTests
{
    private static readonly IReadOnlyList<string> _places =
    [
        // Whoever is on hold is not erased.
        .. DataLocations.UnderThePersonsKey.Where(one => one.Location.Table != "legal_hold")
            .Select(one => $"{one.Location.Table}.{one.Column.Name}")
            .Append("ledger_entry.sealed").Order(StringComparer.Ordinal),
    ];

    [Fact]
    public async Task The_erased_person_opens_in_no_copy_and_the_others_in_every_copy()
    {
        await using var salon = await Salon.OpenAsync();
        Assert.Equal(0, await salon.Service.StopAsync());
        using var before = new DataCopy(await salon.CopyAsync(salon.Service.Data, "before"));
        using var oldKeys = await KeyHolder.OpenAsync(await salon.CopyAsync(salon.Service.Keys, "old-keys"));
        var ana = await oldKeys.SubjectAsync(salon.Ana, before);
        await AssertWholeAsync(salon, before, oldKeys);

        await salon.Service.StartAsync();
        await salon.EraseAnaAsync();
        Assert.Equal(0, await salon.Service.StopAsync());
        using var after = new DataCopy(await salon.CopyAsync(salon.Service.Data, "after"));
        using var keys = await KeyHolder.OpenAsync(salon.Service.Keys);

        // With today's root, ring and pages.
        foreach (var copy in new[] { before, after })
        {
            var opened = await keys.OpenedAsync(copy.Values(), after);
            Assert.DoesNotContain(opened, value => value.Subject == ana);
            Assert.Equal(copy.Values().Count(value => value.Subject != ana), opened.Count);
            Assert.False(await keys.ConfirmsAsync(salon.Ana, copy, after));
            Assert.True(await keys.ConfirmsAsync(salon.Ben, copy, after));
            Assert.True(await keys.ConfirmsAsync(salon.Cem, copy, after));
        }
        // What is left of them is the sealed half of ledger entries: the tree keeps its hashes and nobody reads it.
        Assert.Equal(["ledger_entry.sealed"], after.Values().Where(value => value.Subject == ana).Select(value => value.Place).Distinct());

        // Today's root does not open an old copy by its own pages: a restore takes the pages of today.
        Assert.Empty(await keys.OpenedAsync(before.Values(), before));

        // The control: the old root, kept aside, opens the old copy for all three, and nothing of the new one.
        Assert.Equal(before.Values().Count, (await oldKeys.OpenedAsync(before.Values(), before)).Count);
        Assert.True(await oldKeys.ConfirmsAsync(salon.Ana, before, before));
        Assert.Empty(await oldKeys.OpenedAsync(after.Values(), after));
    }

    [Fact]
    public async Task A_message_of_the_erased_person_that_comes_again_is_not_answered()
    {
        await using var salon = await Salon.OpenAsync();
        var wamid = salon.Ana.NewWamid();
        await salon.AskAsync(salon.Ana, "what are your opening hours?", wamid);
        await salon.EraseAnaAsync();
        var sent = salon.SentTo(salon.Ana).Count;

        await salon.DeliverAsync(Wire.WebhookBody.Text(salon.Ana, wamid, "what are your opening hours?"));
        // An answer to it would be the first contact, and this one would not.
        var next = await salon.AskAsync(salon.Ana, "my appointments");

        Assert.StartsWith("Hello, this is the AI assistant of Salon Morgenrot.", next.Text, StringComparison.Ordinal);
        Assert.EndsWith("You have no coming appointments.", next.Text, StringComparison.Ordinal);
        Assert.Equal(sent + 1, salon.SentTo(salon.Ana).Count);
    }

    [Fact]
    public async Task A_late_status_of_an_erased_send_is_dropped_quietly()
    {
        await using var salon = await Salon.OpenAsync();
        await salon.EraseAnaAsync();

        foreach (var status in new[] { "sent", "delivered", "read" })
        {
            await salon.DeliverAsync(Wire.WebhookBody.Statuses(salon.SentTo(salon.Ana).Select(
                message => Wire.WebhookBody.Status(message.Wamid, message.To, status, message.Attempt))));
        }
        Assert.Equal(0, await salon.Service.StopAsync());

        using var data = new DataCopy(salon.Service.Data);
        Assert.Equal(2, data.Count("select count(*) from subject"));
        Assert.Equal(2, data.Count("select count(*) from parked"));
        Assert.Equal(0, data.Count("select count(*) from sent_tag where message not in (select id from outbox)"));
        var log = await File.ReadAllTextAsync(salon.Service.LogFile);
        Assert.NotEmpty(log);
        Assert.DoesNotContain("\"Error\"", log, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Warning\"", log, StringComparison.Ordinal);
    }

    /// <summary>The copy holds every kind of value of everybody, and the keys of its day open all of it.</summary>
    private static async Task AssertWholeAsync(Salon salon, DataCopy copy, KeyHolder keys)
    {
        foreach (var person in salon.Everybody)
        {
            var subject = await keys.SubjectAsync(person, copy);
            Assert.Equal(
                _places,
                copy.Values().Where(value => value.Subject == subject).Select(value => value.Place).ToHashSet().Order(StringComparer.Ordinal));
        }
        Assert.Equal(copy.Values().Count, (await keys.OpenedAsync(copy.Values(), copy)).Count);
    }
}
