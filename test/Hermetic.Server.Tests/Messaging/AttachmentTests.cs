using System.Security.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>With the switch on, files are fetched, checked and kept in sealed pieces until they are revoked or erased.</summary>
public sealed class AttachmentTests
{
    private static readonly (string Key, string Value) _on = ("WhatsApp:Media", "true");

    [Fact]
    public async Task Staff_get_the_file_as_the_person_sent_it()
    {
        await using var service = await StartAsync(_on);
        var file = RandomNumberGenerator.GetBytes(200_000);

        await SendAsync(service, file);

        Assert.Equal(file, await ReadAsync(service));
        Assert.True((await service.ShownAsync())[0].GetProperty("file").GetBoolean());
    }

    [Fact]
    public async Task Nothing_is_fetched_while_the_switch_is_off()
    {
        await using var service = await StartAsync();

        await SendAsync(service, RandomNumberGenerator.GetBytes(1000));

        Assert.Null(await ReadAsync(service));
    }

    [Fact]
    public async Task A_revoked_message_takes_its_file_along()
    {
        await using var service = await StartAsync(_on);
        var wamid = await SendAsync(service, RandomNumberGenerator.GetBytes(1000));
        Assert.NotNull(await ReadAsync(service));

        await service.Phones.SendAsync(Ana, PersonMessage.Revoke(wamid));

        Assert.Null(await ReadAsync(service));
    }

    private static async Task<string> SendAsync(RunningService service, byte[] file)
    {
        var wamid = await service.Phones.SendAsync(Ana, PersonMessage.Media("image", new MediaFile(file, "image/jpeg")));
        await service.AnswerAsync(Ana, 0);
        return wamid;
    }

    private static async Task<byte[]?> ReadAsync(RunningService service)
    {
        var row = service.Conversation;
        var proof = Authorizer.Demand<ReadConversation>(
            Caller.Staff(StaffId.New(), Permission.ReadConversations), Target.Of(row.Id, row.Subject));
        var message = service.Database.Read(session => Inbox.List(session, proof, row.Id))[0].Id;
        using var content = new MemoryStream();
        var found = await service.Parts.GetRequiredService<StaffDesk>().ReadMediaAsync(StaffDesk.Socket,
            row.Id, message, piece => content.WriteAsync(piece), default);
        return found ? content.ToArray() : null;
    }
}
