using System.Globalization;
using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Operate;

/// <summary>
/// What deploy/systemd/hermetic.service and the containers take from the service, as far as it can be taken without
/// either: no privileges, no capabilities, no core file, no diagnostic socket.
/// </summary>
public sealed class HardenedTests
{
    private static readonly string[] _unit =
    [
        "env", "DOTNET_EnableDiagnostics=0",
        "prlimit", "--core=0:0",
        "setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all",
    ];

    [Fact]
    public async Task A_service_without_any_privilege_answers_from_memory_that_nobody_else_can_read()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give its capabilities away.");
        await using var graph = await GraphApi.StartAsync();
        await using var service = new Deployment(graph.Url) { Under = _unit };
        using var meta = new Meta(service);
        await service.StartAsync();

        var person = Person.Numbered(1);
        await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), "#echo still here"));
        await graph.NextAsync(person, 1);

        Assert.Equal("still here", Assert.Single(graph.To(person)).Text);
        var process = $"/proc/{service.ProcessId.ToString(CultureInfo.InvariantCulture)}";
        var status = await File.ReadAllTextAsync($"{process}/status");
        Assert.Contains("NoNewPrivs:\t1\n", status, StringComparison.Ordinal);
        Assert.Contains("CapEff:\t0000000000000000\n", status, StringComparison.Ordinal);
        Assert.Matches("Max core file size +0 +0 ", await File.ReadAllTextAsync($"{process}/limits"));
        Assert.Empty(Directory.GetFiles("/tmp", string.Create(CultureInfo.InvariantCulture, $"dotnet-diagnostic-{service.ProcessId}-*")));
        // Locked at least; what a kernel without memfd_secret gives.
        Assert.Matches("lives in (MemfdSecret|Locked) memory", await File.ReadAllTextAsync(service.LogFile));
    }

    [Fact]
    public async Task Ready_is_asked_without_a_network_and_answers_with_its_exit_code()
    {
        await using var service = new Deployment();
        Assert.Equal(1, (await service.RunAsync("ready")).Exit);
        await service.StartAsync();

        var asked = await service.RunAsync("ready", "--json");

        Assert.Equal(0, asked.Exit);
        Assert.Equal("{\"ready\":true}", asked.Output.Trim());
        Assert.Equal(0, await service.StopAsync());
        var stopped = await service.RunAsync("ready");
        Assert.Equal(1, stopped.Exit);
        Assert.Contains("ready", stopped.Errors, StringComparison.Ordinal);
    }
}
