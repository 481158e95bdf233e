using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Server.Messaging;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

public sealed class SetAsideTests
{
    [Fact]
    public async Task A_message_that_cannot_be_opened_is_set_aside_for_staff_and_holds_nobody_up()
    {
        await using var service = await StartAsync();
        var database = service.Parts.GetRequiredService<Database>();
        await service.AskAsync(Ana, "where are you?");
        var row = database.Read(Storage.Conversations.List)[0];

        await AppendUnreadableAsync(service, row);

        await UntilAsync(() => Find(database, row.Id).Drained == 2, "the message to be set aside");
        Assert.Equal(ConversationState.HumanInCharge, Find(database, row.Id).State);
        await service.Phones.SendTextAsync(Ana, "hello?");
        await UntilAsync(() => Find(database, row.Id).Drained == 3, "the message after it");
        Assert.Single(service.SentTo(Ana));
    }

    /// <summary>Sealed for another row: it will never open.</summary>
    private static async Task AppendUnreadableAsync(RunningService service, ConversationRow row)
    {
        var database = service.Parts.GetRequiredService<Database>();
        var slot = database.Read(session => Subjects.Find(session, row.Subject))!.Slot;
        using var key = await service.Parts.GetRequiredService<Vault>().OpenAsync(slot, default);
        var box = key.Key.Seal<InboundContent>("{}"u8, InboundEnvelope.Context(MessageId.New(), row.Subject));
        await database.CommitAsync(transaction =>
        {
            var conversation = Storage.Conversations.Arrive(
                transaction, row.Id, row.Number, row.Subject, ConversationId.New());
            Storage.Inbox.Append(transaction, MessageId.New(), conversation, SomeTag(), box);
        });
    }

    private static ConversationRow Find(Database database, ConversationId id) =>
        database.Read(session => Storage.Conversations.Find(session, id))!;
}
