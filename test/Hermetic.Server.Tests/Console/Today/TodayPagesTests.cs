using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Console;

public sealed class TodayPagesTests
{
    [Fact]
    public async Task Nothing_to_do_is_said_and_who_waits_stands_on_top()
    {
        await using var stage = await ConsoleStage.OpenAsync([.. Roles.Grants(Role.Owner)]);
        Assert.Contains("All clear", await stage.ReadAsync("/console"), StringComparison.Ordinal);
        await stage.Service.AskAsync(Ana, "human");

        var today = await stage.ReadAsync("/console");
        Assert.Contains("One conversation waits for a person", today, StringComparison.Ordinal);
        Assert.Contains($"/console/inbox/{stage.Service.Conversation.Id.Value}", today, StringComparison.Ordinal);
        Assert.DoesNotContain("All clear", today, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_sees_what_their_roles_allow()
    {
        await using var stage = await ConsoleStage.OpenAsync([Permission.ReadLedger]);
        await stage.Service.AskAsync(Ana, "human");
        var today = await stage.ReadAsync("/console");
        Assert.Contains("your roles do not allow it", today, StringComparison.Ordinal);
        Assert.DoesNotContain("Ana", today, StringComparison.Ordinal);
        Assert.DoesNotContain(
            stage.Service.Database.Read(session => LedgerEntries.After(session, 0, 10_000)),
            row => row.Body.Span.IndexOf("conversation.read"u8) >= 0);
    }

    [Fact]
    public async Task What_WhatsApp_tells_about_the_account_stands_there_until_somebody_has_seen_it()
    {
        await using var stage = await ConsoleStage.OpenAsync([Permission.ReadConversations]);
        await stage.Service.Database.CommitAsync(transaction => Keep(stage, transaction));
        Assert.Contains("The number was restricted.", await stage.ReadAsync("/console"), StringComparison.Ordinal);
        await stage.DoAsync("/console", "/account-events/seen");
        Assert.Contains("All clear", await stage.ReadAsync("/console"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_did_not_arrive_is_counted()
    {
        await using var stage = await ConsoleStage.OpenAsync([Permission.ReadConversations]);
        await stage.Service.AskAsync(Ana, "where are you?");
        var sent = stage.Service.OutboxRows()[^1];
        await stage.Service.Database.CommitAsync(transaction => Outbox.Fail(transaction, sent.Id, 131026));
        Assert.Contains("Messages that did not arrive", await stage.ReadAsync("/console"), StringComparison.Ordinal);
    }

    private static void Keep(ConsoleStage stage, Storage.Transaction transaction)
    {
        var (id, vault) = (RowIds.New(), stage.Service.Parts.GetRequiredService<Vault>());
        using var content = new Cryptography.SecretWriter(stage.Service.Parts.GetRequiredService<Cryptography.SecretArena>());
        Parts.Write(content, "restricted"u8);
        Parts.Write(content, "The number was restricted."u8);
        AccountEvents.Keep(
            transaction, id, AccountEventSeverity.Alert,
            vault.Ring.System.Seal<AccountEventContent>(content.WrittenSpan, AccountNotice.Context(id)));
    }
}
