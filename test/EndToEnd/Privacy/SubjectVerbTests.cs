using System.Text.Json.Nodes;
using Hermetic.EndToEnd.Erasure;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>A privacy officer at a terminal: who is it, what is held, a copy that can be checked, an erasure.</summary>
public sealed class SubjectVerbTests
{
    [Fact]
    public async Task A_person_is_found_shown_copied_and_erased()
    {
        await using var salon = await Salon.OpenAsync();
        var service = salon.Service;

        var shown = await service.TellAsync($"+{salon.Ana.Phone}\n", "subject", "show", "--json");
        Assert.True(shown.Exit == 0, shown.Errors);
        var person = JsonNode.Parse(shown.Output)!;
        var id = person["id"]!.GetValue<string>();
        Assert.Contains(person["held"]!.AsArray(), one => one!["location"]!.GetValue<string>() == "appointment");
        Assert.Contains("appointment", (await service.RunAsync("subject", "show", id)).Output, StringComparison.Ordinal);

        await CopyAsync(salon, id);

        var refused = await service.TellAsync("n\n", "subject", "erase", id, "--reason", "request");
        Assert.Equal(1, refused.Exit);
        Assert.EndsWith("Nothing was erased.", refused.Errors.Trim(), StringComparison.Ordinal);
        Assert.Equal(1, (await service.RunAsync("subject", "erase", id, "--reason", "boredom", "--yes")).Exit);
        var sent = salon.SentTo(salon.Ana).Count;
        var erased = await service.TellAsync($"{salon.Ana.Phone}\ny\n", "subject", "erase", "--reason", "request");
        Assert.True(erased.Exit == 0, erased.Errors);
        Assert.Contains("Erased, certified and on record.", erased.Output, StringComparison.Ordinal);
        Assert.Equal(sent, salon.SentTo(salon.Ana).Count);

        var gone = await service.TellAsync(salon.Ana.Phone, "subject", "show");
        Assert.Equal(1, gone.Exit);
        Assert.StartsWith("Nobody is found by that.", gone.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await service.TellAsync(salon.Ben.Phone, "subject", "show", "--json")).Exit);
        Assert.DoesNotContain(salon.Ana.Phone, await File.ReadAllTextAsync(service.LogFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_or_number_in_the_command_line_is_refused()
    {
        await using var salon = await Salon.OpenAsync();

        var refused = await salon.Service.RunAsync("subject", "show", salon.Ana.Phone);

        Assert.Equal(1, refused.Exit);
        Assert.StartsWith("Only a random id may stand in the command line", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(salon.Ana.Phone, refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_on_hold_is_refused_with_a_sentence_and_erased_with_the_release()
    {
        await using var salon = await Salon.OpenAsync();
        var service = salon.Service;
        var id = await IdAsync(salon, salon.Ana);

        Assert.Equal(1, (await service.RunAsync("subject", "hold", id, "--reason", " ")).Exit);
        var held = await service.TellAsync("a dispute about apricots\n", "subject", "hold", id);
        Assert.True(held.Exit == 0, held.Errors);
        Assert.Equal(1, (await service.RunAsync("subject", "hold", id, "--reason", "another")).Exit);
        var refused = await service.RunAsync("subject", "erase", id, "--reason", "request", "--yes");
        Assert.Equal(1, refused.Exit);
        Assert.StartsWith("They are on hold: the law obliges", refused.Errors, StringComparison.Ordinal);
        var told = await salon.PressAsync(salon.Ana, await salon.AskAsync(salon.Ana, "delete my data"), "Note my wish");
        Assert.StartsWith("Your wish to have your data erased is noted.", told.Text, StringComparison.Ordinal);

        var hold = Assert.Single(JsonNode.Parse((await service.RunAsync("subject", "holds", "--json")).Output)!.AsArray())!;
        Assert.Equal((id, "a dispute about apricots"), (hold["person"]!.GetValue<string>(), hold["reason"]!.GetValue<string>()));
        Assert.NotNull(hold["erasureWished"]);
        Assert.Contains("apricots", (await service.RunAsync("subject", "holds")).Output, StringComparison.Ordinal);
        Assert.Contains("On hold since", (await service.RunAsync("subject", "show", id)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await service.TellAsync("n\n", "subject", "release", id)).Exit);
        var released = await service.RunAsync("subject", "release", id, "--yes");
        Assert.True(released.Exit == 0, released.Errors);
        Assert.Contains("Erased, certified and on record.", released.Output, StringComparison.Ordinal);

        Assert.Equal(1, (await service.RunAsync("subject", "release", id, "--yes")).Exit);
        Assert.Empty(JsonNode.Parse((await service.RunAsync("subject", "holds", "--json")).Output)!.AsArray());
        Assert.DoesNotContain("apricots", await File.ReadAllTextAsync(service.LogFile), StringComparison.Ordinal);
    }

    /// <summary>Somebody else than who runs the tests takes another login; that these are two is tested beside the service.</summary>
    [Fact]
    public async Task With_four_eyes_one_pair_erases_nobody()
    {
        await using var salon = await Salon.OpenAsync();
        var service = salon.Service;
        var id = await IdAsync(salon, salon.Ana);
        Assert.Equal(0, await service.StopAsync());
        service.Settings["Privacy__FourEyes"] = "true";
        await service.StartAsync();

        var asked = await service.RunAsync("subject", "erase", id, "--reason", "objection", "--yes", "--json");
        Assert.Equal(2, asked.Exit);
        var approval = JsonNode.Parse(asked.Output)!["waiting"]!["approval"]!.GetValue<string>();
        Assert.Contains(
            $"subject approve {approval}", (await service.RunAsync("subject", "show", id)).Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        var declined = await service.TellAsync("n\n", "subject", "approve", approval);
        Assert.Equal(1, declined.Exit);
        Assert.Contains($"Erase {id} for good (objection)", declined.Output + declined.Errors, StringComparison.Ordinal);
        var same = await service.RunAsync("subject", "approve", approval, "--yes");
        Assert.Equal(1, same.Exit);
        Assert.StartsWith("You asked for it yourself", same.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await service.RunAsync("subject", "approve", Guid.NewGuid().ToString())).Exit);
        Assert.Equal(0, (await service.RunAsync("subject", "show", id, "--json")).Exit);

        await salon.EraseAnaAsync();
    }

    private static async Task<string> IdAsync(Salon salon, Person person)
    {
        var shown = await salon.Service.TellAsync($"+{person.Phone}\n", "subject", "show", "--json");
        Assert.True(shown.Exit == 0, shown.Errors);
        return JsonNode.Parse(shown.Output)!["id"]!.GetValue<string>();
    }

    /// <summary>As a ZIP file and as a folder; whole, then damaged; never over something that is there.</summary>
    private static async Task CopyAsync(Salon salon, string id)
    {
        var (service, folder) = (salon.Service, salon.Service.Folder);
        var (zip, files) = (Path.Combine(folder, "ana.zip"), Path.Combine(folder, "ana"));

        foreach (var path in new[] { zip, files })
        {
            var written = await service.RunAsync("subject", "export", id, "--out", path);
            Assert.True(written.Exit == 0, written.Errors);
            Assert.Contains("exactly as hermetic/", written.Output, StringComparison.Ordinal);
            Assert.Equal(1, (await service.RunAsync("subject", "export", id, "--out", path)).Exit);
            Assert.Equal(0, (await service.RunAsync("subject", "verify", path)).Exit);
        }
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(zip));
        Assert.Equal(["data.html", "data.json", "files", "manifest.txt", "vkey"],
            Directory.GetFileSystemEntries(files).Select(Path.GetFileName).Order(StringComparer.Ordinal));

        await File.AppendAllTextAsync(Path.Combine(files, "data.json"), " ");
        var changed = await service.RunAsync("subject", "verify", files, "--json");
        Assert.Equal(1, changed.Exit);
        Assert.False(JsonNode.Parse(changed.Output)!["ok"]!.GetValue<bool>());
        Assert.StartsWith("data.json was changed", changed.Errors, StringComparison.Ordinal);
        Assert.Equal(1, (await service.RunAsync("subject", "verify", Path.Combine(folder, "nothing.zip"))).Exit);
    }

    [Fact]
    public async Task What_is_kept_how_long_can_be_asked_of_a_service_that_runs_or_is_stopped()
    {
        await using var salon = await Salon.OpenAsync();

        var status = await salon.Service.RunAsync("retention", "status");
        Assert.True(status.Exit == 0, status.Output + status.Errors);
        Assert.Contains("planted rows prove it", status.Output, StringComparison.Ordinal);

        Assert.Equal(0, await salon.Service.StopAsync());
        var stopped = await salon.Service.RunAsync("retention", "status", "--json");
        Assert.True(JsonNode.Parse(stopped.Output)!["ok"]!.GetValue<bool>());
        Assert.Equal(0, (await salon.Service.RunAsync("retention", "confirm", "--yes")).Exit);
    }
}
