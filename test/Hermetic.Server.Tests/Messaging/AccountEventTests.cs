using System.Text.Json;
using Hermetic.Server.Staff;
using Hermetic.Simulator;
using Hermetic.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Hermetic.Server.Tests.RunningService;

namespace Hermetic.Server.Tests.Messaging;

/// <summary>What WhatsApp tells about the account waits until somebody has seen it; a changed PIN is an alert.</summary>
public sealed class AccountEventTests
{
    [Theory]
    [InlineData("PIN_CHANGED")]
    [InlineData("PIN_RESET_REQUEST")]
    [InlineData("PIN_REQUEST_SUCCESS")]
    [InlineData("SOMETHING_NEW")]
    public async Task A_security_event_raises_an_alert_until_it_is_acknowledged(string name)
    {
        await using var service = await StartAsync();

        await service.Phones.RaiseAsync(AccountEvent.Security(name, "493012345678"));

        var told = Assert.Single((await ListAsync(service)).EnumerateArray());
        Assert.Equal(("alert", true), (told.GetProperty("severity").GetString(), told.GetProperty("open").GetBoolean()));
        Assert.EndsWith(".", told.GetProperty("meaning").GetString(), StringComparison.Ordinal);

        Assert.Equal(1, await service.Parts.GetRequiredService<AccountDesk>().AcknowledgeAsync(StaffDesk.Socket));
        Assert.Equal(0, service.Database.Read(session => AccountEvents.Open(session, AccountEventSeverity.Note)));
    }

    [Theory]
    [InlineData("ACCOUNT_VIOLATION", "warning")]
    [InlineData("ACCOUNT_RESTRICTION", "warning")]
    [InlineData("PARTNER_ADDED", "alert")]
    [InlineData("VERIFIED_ACCOUNT", "note")]
    public async Task Changes_of_the_account_matter_as_much_as_they_do(string name, string severity)
    {
        await using var service = await StartAsync();

        await service.Phones.RaiseAsync(AccountEvent.AccountUpdate(name));

        Assert.Equal(severity, (await ListAsync(service))[0].GetProperty("severity").GetString());
    }

    [Fact]
    public async Task A_redelivered_event_is_one_event()
    {
        await using var service = await StartAsync();
        await service.Phones.RaiseAsync(AccountEvent.Security("PIN_CHANGED", "493012345678"));

        await service.Phones.PostAsync(service.Phones.Deliveries[0].Body.ToArray());

        Assert.Single((await ListAsync(service)).EnumerateArray());
    }

    [Fact]
    public async Task A_paused_template_is_a_warning()
    {
        await using var service = await StartAsync();

        await service.Phones.ChangeTemplateAsync(SimulatedTemplate.HelloWorld with { State = SimulatedTemplate.Paused });

        Assert.Equal("warning", (await ListAsync(service))[0].GetProperty("severity").GetString());
    }

    private static async Task<JsonElement> ListAsync(RunningService service)
    {
        using var content = new MemoryStream();
        await using (var json = new Utf8JsonWriter(content))
            await service.Parts.GetRequiredService<AccountDesk>().ListAsync(json);
        return JsonDocument.Parse(content.ToArray()).RootElement;
    }
}
