using Hermetic.Cryptography;
using Hermetic.WhatsApp;

namespace Hermetic.Server.Tests;

public sealed class AccountSetupRunTests
{
    [Fact]
    public async Task A_new_number_is_set_up_checked_green_and_left_alone_the_second_time()
    {
        await using var stage = await AccountStage.SetAsync();
        (stage.Account.Pin, stage.Account.IsRegistered) = (null, false);
        stage.Account.SubscribedApps.Clear();
        Assert.Equal(1, await stage.CheckAsync());

        Assert.Equal(0, await stage.SetupAsync(StorageAtMeta.Nothing, identity: true));

        Assert.Equal(["settings", "register", "subscribe", "settings"], stage.Account.Changes);
        Assert.Equal((AccountStage.Pin, "NO_STORAGE_ENABLED", true),
            (stage.Account.Pin, stage.Account.Storage, stage.Account.IsIdentityChecked));
        Assert.Equal(0, await stage.CheckAsync());
        Assert.Equal(0, await stage.SetupAsync(StorageAtMeta.Nothing, identity: true));
        Assert.Equal(4, stage.Account.Changes.Count);
        Assert.Contains("✓ already: Register", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_number_goes_out_and_comes_back_for_its_storage()
    {
        await using var stage = await AccountStage.SetAsync();
        stage.Account.Pin = "000000";

        Assert.Equal(0, await stage.SetupAsync(StorageAtMeta.InCountry("DE")));

        Assert.Equal(["pin", "deregister", "settings", "register"], stage.Account.Changes);
        Assert.Equal(("IN_COUNTRY_STORAGE_ENABLED", "DE", true),
            (stage.Account.Storage, stage.Account.Region, stage.Account.IsRegistered));
    }

    [Fact]
    public async Task It_says_first_what_it_will_do_and_without_consent_nothing_is_changed()
    {
        await using var stage = await AccountStage.SetAsync();
        stage.Confirms = false;

        Assert.Equal(1, await stage.SetupAsync(StorageAtMeta.Nothing));

        Assert.Empty(stage.Account.Changes);
        Assert.Contains("→ Have Meta keep no content at rest.", stage.Output, StringComparison.Ordinal);
        Assert.Contains("131035", stage.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", stage.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_PIN_is_told_with_what_it_means_and_the_right_one_goes_on()
    {
        await using var stage = await AccountStage.SetAsync();
        (stage.Account.Pin, stage.Account.IsRegistered) = ("000000", false);
        stage.Account.SubscribedApps.Clear();

        Assert.Equal(1, await stage.SetupAsync());

        Assert.Contains($"Error 133005: {GraphErrors.Find(133005).Meaning}", stage.Output, StringComparison.Ordinal);
        Assert.Equal(["register"], stage.Account.Changes);
        Assert.Contains("Run the verb again", stage.Errors, StringComparison.Ordinal);
        stage.Account.Pin = AccountStage.Pin;
        Assert.Equal(0, await stage.SetupAsync());
        Assert.Equal(["register", "register", "subscribe"], stage.Account.Changes);
    }

    [Fact]
    public async Task Too_many_tries_are_told_with_how_long_to_wait()
    {
        await using var stage = await AccountStage.SetAsync();
        (stage.Account.TriesLeft, stage.Account.IsRegistered) = (0, false);
        Assert.Equal(1, await stage.SetupAsync());
        Assert.Contains("Error 133016", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_was_taken_out_comes_back_even_if_its_storage_is_refused()
    {
        await using var stage = await AccountStage.SetAsync();

        // Two letters, but Meta offers no such country.
        Assert.Equal(1, await stage.SetupAsync(StorageAtMeta.InCountry("ZZ")));

        Assert.Equal(["pin", "deregister", "settings", "register"], stage.Account.Changes);
        Assert.True(stage.Account.IsRegistered);
        Assert.Equal("DEFAULT", stage.Account.Storage);
    }

    [Fact]
    public async Task The_PIN_is_asked_for_only_when_a_step_needs_it()
    {
        await using var stage = await AccountStage.SetAsync();
        stage["WhatsApp:Pin"] = null;
        Assert.Equal(0, await stage.SetupAsync(identity: true));

        stage.Account.IsRegistered = false;
        Assert.Equal(1, await stage.SetupAsync());
        Assert.Contains("Without the PIN", stage.Errors, StringComparison.Ordinal);

        stage.Typed = Secret.FromText(AccountStage.Pin);
        Assert.Equal(0, await stage.SetupAsync());
    }

    [Fact]
    public async Task A_PIN_that_is_not_six_digits_never_leaves()
    {
        await using var stage = await AccountStage.SetAsync();
        stage["WhatsApp:Pin"] = AccountStage.Pin + "1";
        stage.Account.IsRegistered = false;
        Assert.Equal(1, await stage.SetupAsync());
        Assert.Empty(stage.Account.Changes);
        Assert.Contains("six digits", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Machines_get_a_line_for_each_step_and_its_end()
    {
        await using var stage = await AccountStage.SetAsync();
        stage.Account.SubscribedApps.Clear();
        Assert.Equal(0, await stage.SetupAsync(json: true));
        var lines = stage.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(["done", "done", "planned", "ok"], lines.Select(
            line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_is_not_touched()
    {
        await using var stage = await AccountStage.SetAsync();
        stage["WhatsApp:AccessToken"] = "another canary-token";
        Assert.Equal(2, await stage.SetupAsync());
        Assert.Contains("Error 190", stage.Errors, StringComparison.Ordinal);
        Assert.Empty(stage.Account.Changes);
    }
}
