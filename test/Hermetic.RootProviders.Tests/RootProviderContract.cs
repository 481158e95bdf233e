using System.Security.Cryptography;
using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Tests;

/// <summary>What every root provider promises, whatever it is made of.</summary>
public abstract class RootProviderContract : IAsyncLifetime
{
    private readonly string _parent = Directory.CreateTempSubdirectory("hermetic-roots-").FullName;
    private readonly List<IRootProvider> _opened = [];

    protected static Guid Deployment { get; } = Guid.Parse("11111111-1111-4111-8111-111111111111");

    protected SecretArena Arena { get; } = new(8 << 20);

    /// <summary>Files of the test's own, gone after it.</summary>
    protected string Folder => _parent;

    /// <summary>The key directory in which the root under test may have its file.</summary>
    protected string Keys => Path.Combine(_parent, "keys");

    protected IRootProvider Root { get; private set; } = null!;

    private protected abstract IRootSource Source { get; }

    /// <summary>The same kind with another key, another passphrase, another token.</summary>
    private protected abstract IRootSource AnotherSource { get; }

    /// <summary>What no sentence may hold: tokens, PINs, passphrases.</summary>
    protected abstract IReadOnlyList<string> Credentials { get; }

    protected virtual ErasureLevel Level => ErasureLevel.FileOverwritten;

    /// <summary>Whether there is a key for each purpose and version, which can be destroyed.</summary>
    protected virtual bool Destroys => false;

    public virtual async ValueTask InitializeAsync()
    {
        foreach (var name in (string[])["keys", "other-keys"])
            Directory.CreateDirectory(
                Path.Combine(_parent, name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Root = await CreateAsync(Source);
    }

    public virtual ValueTask DisposeAsync()
    {
        foreach (var root in _opened)
            root.Dispose();
        Assert.Equal(0, Arena.InUse);
        Directory.Delete(_parent, recursive: true);
        Arena.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(64)]
    public async Task What_it_wraps_it_unwraps_and_so_does_whoever_opens_it_again(int length)
    {
        var secret = RandomNumberGenerator.GetBytes(length);
        var wrapped = await Root.WrapAsync(secret, "system", 1, default);
        Assert.Equal(secret, await UnwrapAsync(Root, wrapped, "system", 1));
        Assert.Equal(secret, await UnwrapAsync(await OpenAsync(), wrapped, "system", 1));
    }

    [Fact]
    public async Task What_it_wraps_does_not_show_the_secret_and_is_never_the_same_twice()
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        var first = await Root.WrapAsync(secret, "system", 1, default);
        var second = await Root.WrapAsync(secret, "system", 1, default);
        Assert.NotEqual(first.ToArray(), second.ToArray());
        Assert.Equal(-1, first.Span.IndexOf(secret.AsSpan(0, 6)));
    }

    [Theory]
    [InlineData("systen", 1)]
    [InlineData("", 1)]
    [InlineData("system/1", 1)]
    [InlineData("system", 2)]
    [InlineData("system", 0)]
    [InlineData("system", -1)]
    public async Task It_unwraps_for_no_other_purpose_or_version(string purpose, int version)
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        foreach (var other in (int[])[0, 2])
            await Root.WrapAsync(new byte[32], "system", other, default);
        await RefusesAsync(Root, wrapped, purpose, version);
    }

    [Fact]
    public async Task It_unwraps_for_no_other_deployment()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        var place = new RootPlace(Keys, Guid.Parse("99999999-9999-4999-8999-999999999999"), Arena);
        IRootProvider elsewhere;
        try
        {
            elsewhere = await Source.OpenAsync(place, default);
        }
        catch (RootProviderException refused) when (refused.Failure == RootFailure.Refused)
        {
            // It noticed already.
            return;
        }
        using (elsewhere)
            await RefusesAsync(elsewhere, wrapped, "system", 1);
    }

    [Fact]
    public async Task It_unwraps_nothing_of_another_key()
    {
        var place = new RootPlace(Path.Combine(_parent, "other-keys"), Deployment, Arena);
        using var another = await AnotherSource.CreateAsync(place, default);
        var wrapped = await another.WrapAsync(new byte[32], "system", 1, default);
        await Root.WrapAsync(new byte[32], "system", 1, default);
        await RefusesAsync(Root, wrapped, "system", 1);
        Assert.Equal(new byte[32], await UnwrapAsync(another, wrapped, "system", 1));
    }

    [Fact]
    public async Task Two_that_were_exchanged_do_not_unwrap()
    {
        var system = await Root.WrapAsync(new byte[32], "system", 1, default);
        var root = await Root.WrapAsync(new byte[32], "erasable-root", 1, default);
        await RefusesAsync(Root, root, "system", 1);
        await RefusesAsync(Root, system, "erasable-root", 1);
    }

    [Fact]
    public async Task Any_altered_byte_is_refused()
    {
        var whole = (await Root.WrapAsync(new byte[32], "system", 1, default)).ToArray();
        for (var position = 0; position < whole.Length; position++)
        {
            var altered = (byte[])whole.Clone();
            altered[position] ^= 0x01;
            await RefusesAsync(Root, altered, "system", 1);
        }
        Assert.Equal(new byte[32], await UnwrapAsync(Root, whole, "system", 1));
    }

    [Fact]
    public async Task What_was_cut_off_or_added_to_is_refused()
    {
        var whole = (await Root.WrapAsync(new byte[32], "system", 1, default)).ToArray();
        foreach (var length in (int[])[0, 1, 28, whole.Length / 2, whole.Length - 4, whole.Length - 1])
            await RefusesAsync(Root, whole.AsMemory(0, length), "system", 1);
        await RefusesAsync(Root, (byte[])[.. whole, 65, 65, 65, 65], "system", 1);
        await RefusesAsync(Root, new byte[1 << 20], "system", 1);
    }

    [Theory]
    [InlineData(0, "system", 1)]
    [InlineData(65, "system", 1)]
    [InlineData(32, "", 1)]
    [InlineData(32, "System", 1)]
    [InlineData(32, "system/../other", 1)]
    [InlineData(32, "system", -1)]
    public async Task It_wraps_nothing_that_is_too_long_or_for_no_purpose(int length, string purpose, int version) =>
        await Assert.ThrowsAnyAsync<ArgumentException>(
            async () => await Root.WrapAsync(new byte[length], purpose, version, default));

    [Fact]
    public async Task Many_may_use_it_at_once()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(async () =>
        {
            var wrapped = await Root.WrapAsync(new[] { (byte)number }, "erasable-root", number, default);
            return (await UnwrapAsync(Root, wrapped, "erasable-root", number))[0];
        })));
        Assert.Equal(Enumerable.Range(0, 24).Select(number => (byte)number), opened);
    }

    [Fact]
    public async Task Once_it_is_disposed_nothing_is_left_in_memory_and_nothing_opens()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        Root.Dispose();
        Root.Dispose();
        Assert.Equal(0, Arena.InUse);
        await Assert.ThrowsAnyAsync<Exception>(async () => await Root.UnwrapAsync(wrapped, "system", 1, default));
    }

    [Fact]
    public void Its_description_and_what_it_promises_hold_no_credential()
    {
        Assert.NotEmpty(Root.Description);
        AssertHoldsNoCredential(Root.Description);
        AssertHoldsNoCredential(Root.Assurance.Explanation);
        Assert.Equal(Level, Root.Assurance.Level);
        // What is only a file has no horizon: somebody may have a copy.
        Assert.Equal(Level == ErasureLevel.FileOverwritten, Root.Assurance.Horizon is null);
    }

    [Fact]
    public async Task Whoever_does_not_want_to_wait_does_not()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        var cancelled = new CancellationToken(canceled: true);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Root.WrapAsync(new byte[32], "system", 1, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Root.UnwrapAsync(wrapped, "system", 1, cancelled));
    }

    [Fact]
    public async Task Destroying_one_leaves_the_others_and_may_be_asked_again()
    {
        var kept = await Root.WrapAsync(new byte[32], "erasable-root", 2, default);
        var gone = await Root.WrapAsync(new byte[32], "erasable-root", 1, default);
        await Root.DestroyAsync("erasable-root", 1, default);
        await Root.DestroyAsync("erasable-root", 1, default);
        await Root.DestroyAsync("erasable-root", 7, default);
        Assert.Equal(new byte[32], await UnwrapAsync(Root, kept, "erasable-root", 2));
        if (Destroys)
            await RefusesAsync(Root, gone, "erasable-root", 1);
        else
            Assert.Equal(new byte[32], await UnwrapAsync(Root, gone, "erasable-root", 1));
    }

    [Fact]
    public async Task A_whole_key_directory_lives_on_it()
    {
        var path = Path.Combine(_parent, "a-deployment");
        using (var made = await KeyDirectory.CreateAsync(path, Arena, Source, Guid.NewGuid(), default))
        {
            made.Commit();
            (await made.StoreRootAsync(2, default)).Dispose();
            await made.DestroyRootAsync(1, default);
        }
        using var opened = await KeyDirectory.OpenAsync(path, Arena, Source, default);
        Assert.Equal([2], opened.Epochs);
        (await opened.LoadRootAsync(2, default)).Dispose();
        Assert.Equal(Root.Assurance, opened.RootAssurance);
        Assert.Contains("\"root\":\"" + Source.Kind + '"', await File.ReadAllTextAsync(Path.Combine(path, "keyring")), StringComparison.Ordinal);
    }

    protected async Task<IRootProvider> OpenAsync()
    {
        var root = await Source.OpenAsync(new RootPlace(Keys, Deployment, Arena), default);
        _opened.Add(root);
        return root;
    }

    private protected async Task<IRootProvider> CreateAsync(IRootSource source)
    {
        var root = await source.CreateAsync(new RootPlace(Keys, Deployment, Arena), default);
        _opened.Add(root);
        return root;
    }

    protected static async Task<byte[]> UnwrapAsync(
        IRootProvider root, ReadOnlyMemory<byte> wrapped, string purpose, int version)
    {
        using var opened = await root.UnwrapAsync(wrapped, purpose, version, default);
        return opened.Span.ToArray();
    }

    protected async Task<RootProviderException> FailsAsync(RootFailure failure, Func<Task> work)
    {
        var refused = await Assert.ThrowsAsync<RootProviderException>(work);
        Assert.Equal(failure, refused.Failure);
        AssertIsASentence(refused);
        return refused;
    }

    protected async Task RefusesAsync(IRootProvider root, ReadOnlyMemory<byte> wrapped, string purpose, int version)
    {
        var refused = await Assert.ThrowsAsync<RootProviderException>(
            async () => (await root.UnwrapAsync(wrapped, purpose, version, default)).Dispose());
        // A token that has a key for each purpose has none for one that it never heard of.
        Assert.True(
            refused.Failure == RootFailure.Mismatch || (Destroys && refused.Failure == RootFailure.Missing),
            $"{refused.Failure}: {refused.Message}");
        AssertIsASentence(refused);
    }

    protected void AssertHoldsNoCredential(string text) =>
        Assert.DoesNotContain(Credentials, credential => text.Contains(credential, StringComparison.OrdinalIgnoreCase));

    private void AssertIsASentence(RootProviderException refused)
    {
        Assert.Null(refused.InnerException);
        AssertHoldsNoCredential(refused.ToString());
        Assert.InRange(refused.Message.Length, 30, 600);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
