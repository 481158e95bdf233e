using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Pkcs11;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Hermetic.RootProviders.Tests.Pkcs11;

/// <summary>Against SoftHSM2 itself.</summary>
public sealed class Pkcs11RootTests : RootProviderContract
{
    // SoftHSM keeps its tokens in files, and the provider says so; but it destroys keys.
    protected override bool Destroys => true;

    protected override IReadOnlyList<string> Credentials => [SoftHsm.Pin, SoftHsm.OfficerPin];

    private protected override IRootSource Source => new Pkcs11Root(Options("hermetic"));

    private protected override IRootSource AnotherSource => new Pkcs11Root(Options("another"));

    public override ValueTask InitializeAsync()
    {
        Assert.SkipWhen(SoftHsm.Missing is not null, SoftHsm.Missing ?? "");
        Tokens.EnsureThere();
        return base.InitializeAsync();
    }

    [Fact]
    public async Task The_key_was_made_in_the_token_and_cannot_be_taken_out()
    {
        await Root.WrapAsync(new byte[32], "system", 1, default);
        new Token(Options("hermetic")).Use(session =>
        {
            var key = Assert.Single(Named(session, Label("system", 1)));
            Assert.True(Has(session, key, CKA.CKA_LOCAL));
            Assert.True(Has(session, key, CKA.CKA_SENSITIVE));
            Assert.True(Has(session, key, CKA.CKA_ALWAYS_SENSITIVE));
            Assert.True(Has(session, key, CKA.CKA_NEVER_EXTRACTABLE));
            Assert.False(Has(session, key, CKA.CKA_WRAP));
            var refused = session.GetAttributeValue(key, [CKA.CKA_VALUE])[0];
            Assert.True(refused.CannotBeRead);
            return true;
        });
    }

    [Fact]
    public async Task A_destroyed_key_is_gone_from_the_token_and_what_it_wrapped_is_noise()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "erasable-root", 3, default);
        await Root.DestroyAsync("erasable-root", 3, default);
        new Token(Options("hermetic")).Use(session =>
        {
            Assert.Empty(Named(session, Label("erasable-root", 3)));
            return true;
        });
        // A new key of the same name is another key.
        await Root.WrapAsync(new byte[32], "erasable-root", 3, default);
        await RefusesAsync(Root, wrapped, "erasable-root", 3);
    }

    [Fact]
    public async Task A_key_that_somebody_put_there_is_not_used()
    {
        // Made outside, as whoever has the PIN could.
        var deployment = Guid.NewGuid();
        var label = $"hermetic/root/v1/{deployment}/system/1";
        var attributes = Token.Factories.ObjectAttributeFactory;
        new Token(Options("hermetic")).Use(session => session.CreateObject(
        [
            attributes.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            attributes.Create(CKA.CKA_TOKEN, true), attributes.Create(CKA.CKA_PRIVATE, true),
            attributes.Create(CKA.CKA_LABEL, label), attributes.Create(CKA.CKA_ENCRYPT, true), attributes.Create(CKA.CKA_DECRYPT, true),
            attributes.Create(CKA.CKA_SENSITIVE, true), attributes.Create(CKA.CKA_EXTRACTABLE, false),
            attributes.Create(CKA.CKA_VALUE, RandomNumberGenerator.GetBytes(32)),
        ]));
        using var root = await Source.OpenAsync(new RootPlace(Keys, deployment, Arena), default);
        var refused = await FailsAsync(RootFailure.Missing, () => root.WrapAsync(new byte[32], "system", 1, default).AsTask());
        Assert.Contains("not made in the token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_named_and_none_is_made_to_unwrap()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        await Root.DestroyAsync("system", 1, default);
        var refused = await FailsAsync(RootFailure.Missing, () => UnwrapAsync(Root, wrapped, "system", 1));
        Assert.Contains(Label("system", 1), refused.Message, StringComparison.Ordinal);
        new Token(Options("hermetic")).Use(session =>
        {
            Assert.Empty(Named(session, Label("system", 1)));
            return true;
        });
    }

    [Fact]
    public async Task Two_keys_of_one_name_are_told()
    {
        await Root.WrapAsync(new byte[32], "confirmation", 1, default);
        var attributes = Token.Factories.ObjectAttributeFactory;
        new Token(Options("hermetic")).Use(session => session.GenerateKey(
            Token.Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN),
            [
                attributes.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY), attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
                attributes.Create(CKA.CKA_VALUE_LEN, 32), attributes.Create(CKA.CKA_TOKEN, true),
                attributes.Create(CKA.CKA_LABEL, Label("confirmation", 1)),
            ]));
        var refused = await FailsAsync(
            RootFailure.Missing, () => Root.WrapAsync(new byte[32], "confirmation", 1, default).AsTask());
        Assert.Contains("more than one key", refused.Message, StringComparison.Ordinal);
        // The token outlives this test.
        await Root.DestroyAsync("confirmation", 1, default);
    }

    [Fact]
    public async Task A_wrong_pin_is_said_at_the_start()
    {
        // A token that nobody else in this process is logged in to.
        var options = Options("wrong-pin") with { Pin = Credential("0000-wrong") };
        var refused = await FailsAsync(RootFailure.Refused, () => CreateAsync(new Pkcs11Root(options)));
        Assert.Contains("Keys:Pkcs11:Pin_File", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0000-wrong", refused.ToString(), StringComparison.Ordinal);
        (await CreateAsync(new Pkcs11Root(Options("wrong-pin")))).Dispose();
    }

    [Fact]
    public async Task A_token_that_is_not_there_is_named()
    {
        var refused = await FailsAsync(RootFailure.Missing, () => CreateAsync(new Pkcs11Root(Options("nowhere"))));
        Assert.Contains("is not there", refused.Message, StringComparison.Ordinal);
        Assert.Contains("nowhere", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/libpkcs11.so")]
    [InlineData("/etc/hostname")]
    public async Task A_module_that_is_none_is_said(string module)
    {
        var refused = await FailsAsync(
            RootFailure.Missing, () => CreateAsync(new Pkcs11Root(Options("hermetic") with { Module = module })));
        Assert.Contains("Keys:Pkcs11:Module", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_of_files_says_that_it_is_one() =>
        Assert.Contains("keeps its keys in files", Root.Assurance.Explanation, StringComparison.Ordinal);

    [Theory]
    [InlineData("SoftHSM project SoftHSM v2", ErasureLevel.FileOverwritten)]
    [InlineData("Yubico YubiHSM", ErasureLevel.TokenKeyDestroyed)]
    public void Another_one_promises_that_a_key_is_gone(string maker, ErasureLevel level)
    {
        var promise = TokenKeys.Promise(maker);
        Assert.Equal(level, promise.Level);
        Assert.Equal(level == ErasureLevel.TokenKeyDestroyed ? TimeSpan.Zero : null, promise.Horizon);
    }

    private static string Label(string purpose, int version) => $"hermetic/root/v1/{Deployment}/{purpose}/{version}";

    private static List<IObjectHandle> Named(ISession session, string label) =>
        session.FindAllObjects([Token.Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, label)]);

    private static bool Has(ISession session, IObjectHandle key, CKA attribute) =>
        session.GetAttributeValue(key, [attribute])[0].GetValueAsBool();

    private Pkcs11Options Options(string token) => new(SoftHsm.Module!, token, Credential(SoftHsm.Pin));

    private CredentialFile Credential(string pin)
    {
        var path = Path.Combine(Folder, "pin-" + pin[..4]);
        File.WriteAllText(path, pin + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return new(path, "Keys:Pkcs11:Pin_File");
    }

    /// <summary>The library lists the tokens that were there when it was loaded.</summary>
    private static class Tokens
    {
        private static readonly Lazy<bool> _made = new(() =>
        {
            foreach (var label in (string[])["hermetic", "another", "wrong-pin"])
                SoftHsm.MakeToken(label);
            return true;
        });

        public static void EnsureThere() => Assert.True(_made.Value);
    }
}
