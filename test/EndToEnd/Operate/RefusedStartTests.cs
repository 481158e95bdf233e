using Hermetic.EndToEnd.Service;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Operate;

/// <summary>A start that must not happen ends with exit code 1 and a sentence, and leaves the disk as it found it.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task Every_problem_of_the_configuration_is_named_at_once()
    {
        await using var service = new Deployment(new("http://graph.example"));
        service.Settings.Remove("WhatsApp__AppSecret");
        service.Settings["WhatsApp__VerifyToken"] = " ";
        service.Settings.Remove("WhatsApp__AccessToken");
        service.Settings["WhatsApp__AccessToken_File"] = Path.Combine(service.Folder, "missing");
        service.Settings["WhatsApp__PhoneNumberId"] = "+49 30";
        service.Settings["WhatsApp__UnknownOutcomeSeconds"] = "soon";
        service.Settings["Urls"] = "http://0.0.0.0:8080";
        service.Settings["Keys__Directory"] = Path.Combine(service.Data, "keys");
        service.Settings["Storage"] = "Host=db";
        service.Settings["Monitoring__ProbeSenders"] = "everybody";
        var refused = await service.RunAsync("serve");
        Assert.Equal(1, refused.Exit);
        string[] named =
        [
            "WhatsApp:AppSecret", "WhatsApp:VerifyToken", "WhatsApp:AccessToken_File", "WhatsApp:PhoneNumberId",
            "WhatsApp:UnknownOutcomeSeconds", "WhatsApp:GraphBaseUrl", "Urls", "Keys:Directory", "Storage",
            "Monitoring:ProbeSenders",
        ];
        Assert.All(named, key => Assert.Contains(key, refused.Errors, StringComparison.Ordinal));
        Assert.Empty(Directory.GetFileSystemEntries(service.Folder));
    }

    [Fact]
    public async Task A_second_service_on_the_same_data_is_refused_and_the_first_goes_on()
    {
        await using var service = new Deployment();
        await service.StartAsync();
        var refused = await service.RunAsync("serve");
        Assert.Equal(1, refused.Exit);
        Assert.Contains("in use by another process", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await service.RunAsync("conversation", "list", "--json")).Exit);
        using var meta = new Meta(service);
        var person = Person.Numbered(1);
        Assert.Equal(System.Net.HttpStatusCode.OK, await meta.TryAsync(WebhookBody.Text(person, person.NewWamid(), "hi")));
    }

    [Fact]
    public Task Data_without_keys_is_refused() =>
        RefusedAsync(service => Directory.Delete(service.Keys, recursive: true), service => [service.Keys]);

    [Fact]
    public Task Keys_without_data_are_refused() =>
        RefusedAsync(service => Directory.Delete(service.Data, recursive: true), _ => ["keys but no data"]);

    [Fact]
    public Task A_root_key_that_others_can_read_is_refused() => RefusedAsync(
        service => File.SetUnixFileMode(
            Path.Combine(service.Keys, "root.key"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead),
        _ => ["root.key", "chmod"]);

    [Fact]
    public Task A_key_directory_that_others_can_enter_is_refused() => RefusedAsync(
        service => File.SetUnixFileMode(service.Keys, File.GetUnixFileMode(service.Keys) | UnixFileMode.GroupExecute),
        service => [service.Keys, "chmod"]);

    [Fact]
    public async Task Keys_of_another_deployment_are_refused()
    {
        await using var other = await UsedAsync();
        await RefusedAsync(
            service =>
            {
                Directory.Delete(service.Keys, recursive: true);
                Directory.Move(other.Keys, service.Keys);
            },
            _ => ["another deployment"]);
    }

    private static async Task RefusedAsync(Action<Deployment> spoil, Func<Deployment, string[]> named)
    {
        await using var service = await UsedAsync();
        spoil(service);
        var before = DiskState.Of(service.Data, service.Keys);
        var refused = await service.RunAsync("serve");
        Assert.Equal(1, refused.Exit);
        Assert.All(named(service), word => Assert.Contains(word, refused.Errors.ReplaceLineEndings(""), StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(before, DiskState.Of(service.Data, service.Keys));
    }

    /// <summary>A deployment that was in use and stopped.</summary>
    private static async Task<Deployment> UsedAsync()
    {
        var service = new Deployment();
        try
        {
            await service.StartAsync();
            using var meta = new Meta(service);
            var person = Person.Numbered(3);
            await meta.DeliverAsync(WebhookBody.Text(person, person.NewWamid(), "Hello"));
            Assert.Equal(0, await service.StopAsync());
            return service;
        }
        catch
        {
            await service.DisposeAsync();
            throw;
        }
    }
}
