namespace Hermetic.WhatsApp.Tests;

public sealed class AccountSetupTests
{
    private static readonly AccountWishes s_nothing = new(Storage: null, IdentityCheck: false);
    private static readonly NumberDescription s_new =
        Accounts.Number with { PlatformType = "NOT_APPLICABLE", Status = "PENDING", IsPinEnabled = false };

    [Fact]
    public void An_account_in_order_has_every_step_done()
    {
        var plan = AccountSetup.Plan(Accounts.Sound, new(StorageAtMeta.Nothing, IdentityCheck: true));
        Assert.Equal(
            [SetupAction.SetPin, SetupAction.SetStorage, SetupAction.Register, SetupAction.Subscribe, SetupAction.CheckIdentity],
            plan.Select(step => step.Action));
        Assert.All(plan, step => Assert.True(step.IsDone, step.Sentence));
    }

    [Fact]
    public void A_new_number_is_registered_with_its_PIN_and_subscribed() =>
        Assert.Equal(
            [SetupAction.Register, SetupAction.Subscribe],
            Open(Accounts.With(number: s_new, apps: []), s_nothing));

    [Fact]
    public void Storage_is_chosen_before_a_new_number_is_registered() =>
        Assert.Equal(
            [SetupAction.SetStorage, SetupAction.Register],
            Open(Unstored(s_new), new(StorageAtMeta.InCountry("DE"), IdentityCheck: false)));

    [Fact]
    public void A_registered_number_leaves_for_its_storage_and_can_come_back_with_a_PIN_that_is_known() =>
        Assert.Equal(
            [SetupAction.SetPin, SetupAction.Deregister, SetupAction.SetStorage, SetupAction.Register],
            Open(Unstored(Accounts.Number), new(StorageAtMeta.Nothing, IdentityCheck: false)));

    [Fact]
    public void A_registered_number_without_a_PIN_gets_one() =>
        Assert.Equal(
            [SetupAction.SetPin], Open(Accounts.With(number: Accounts.Number with { IsPinEnabled = false }), s_nothing));

    [Fact]
    public void When_Meta_does_not_say_whether_it_is_registered_it_is_registered_again() =>
        Assert.Equal([SetupAction.Register], Open(Accounts.With(number: new()), s_nothing));

    [Fact]
    public void Another_country_than_now_is_a_change()
    {
        var account = Accounts.With(settings: Accounts.Settings with { Storage = StorageAtMeta.InCountry("DE") });
        Assert.Empty(Open(account, new(StorageAtMeta.InCountry("de"), IdentityCheck: false)));
        Assert.Contains(
            SetupAction.SetStorage, Open(account, new(StorageAtMeta.InCountry("CH"), IdentityCheck: false)));
    }

    [Fact]
    public void Another_app_does_not_count_as_subscribed() =>
        Assert.Equal([SetupAction.Subscribe], Open(Accounts.With(apps: [new("99", "Other", null)]), s_nothing));

    [Fact]
    public void Without_a_known_account_nothing_is_subscribed() =>
        Assert.DoesNotContain(
            AccountSetup.Plan(Accounts.Sound with { BusinessAccountId = null, Apps = null }, s_nothing),
            step => step.Action == SetupAction.Subscribe);

    [Fact]
    public void The_sentence_about_keeping_nothing_names_the_price()
    {
        var step = Assert.Single(
            AccountSetup.Plan(Unstored(s_new), new(StorageAtMeta.Nothing, IdentityCheck: false)),
            step => step.Action == SetupAction.SetStorage);
        Assert.Contains("one hour", step.Sentence, StringComparison.Ordinal);
        Assert.Equal(StorageAtMeta.Nothing, step.Storage);
    }

    private static AccountSnapshot Unstored(NumberDescription number) =>
        Accounts.With(number: number, settings: Accounts.Settings with { Storage = new(StoragePlace.Cloud) });

    private static IEnumerable<SetupAction> Open(AccountSnapshot account, AccountWishes wishes) =>
        AccountSetup.Plan(account, wishes).Where(step => !step.IsDone).Select(step => step.Action);
}
