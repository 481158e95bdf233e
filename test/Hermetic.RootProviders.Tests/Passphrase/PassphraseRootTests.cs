using System.Diagnostics;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Passphrase;

namespace Hermetic.RootProviders.Tests.Passphrase;

public sealed class PassphraseRootTests : RootProviderContract
{
    private const string Words = "correct horse battery staple";
    private const string OtherWords = "another six words of a passphrase";

    protected override IReadOnlyList<string> Credentials => [Words, OtherWords];

    private protected override IRootSource Source => With(Words);

    private protected override IRootSource AnotherSource => With(OtherWords);

    [Fact]
    public async Task A_wrong_passphrase_is_told_from_a_damaged_directory()
    {
        var refused = await FailsAsync(RootFailure.Refused, () => OpenAsync(With(OtherWords)));
        Assert.Contains("does not hold the passphrase of these keys", refused.Message, StringComparison.Ordinal);
        Alter("\"version\":1", "\"version\":2");
        await Assert.ThrowsAsync<KeyDirectoryException>(() => OpenAsync(Source));
    }

    [Fact]
    public async Task A_newline_at_the_end_of_the_file_is_none_of_the_passphrase()
    {
        await OpenAsync(With(Words + "\n"));
        await FailsAsync(RootFailure.Refused, () => OpenAsync(With(Words + " ")));
    }

    [Theory]
    [InlineData("memory_kib", 65536, 65535)]
    [InlineData("memory_kib", 65536, 8)]
    [InlineData("memory_kib", 65536, int.MaxValue)]
    [InlineData("passes", 3, 2)]
    [InlineData("passes", 3, 0)]
    [InlineData("passes", 3, 1_000_000)]
    public async Task A_derivation_that_was_made_cheap_or_endless_is_refused_before_it_is_tried(string member, int from, int to)
    {
        Alter($"\"{member}\":{from}", $"\"{member}\":{to}");
        var begun = Stopwatch.GetTimestamp();
        var refused = await FailsAsync(RootFailure.Refused, () => OpenAsync(Source));
        Assert.Contains("65536 KiB, 3 passes", refused.Message, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_stronger_one_is_another_key() =>
        await FailsAsync(RootFailure.Refused, () =>
        {
            Alter("\"passes\":3", "\"passes\":4");
            return OpenAsync(Source);
        });

    [Theory]
    [InlineData("")]
    [InlineData("fifteen letters")]
    public async Task A_new_passphrase_is_not_short(string words)
    {
        if (words.Length == 0)
            await FailsAsync(RootFailure.Missing, () => CreateAsync(With(words)));
        else
            await FailsAsync(RootFailure.Refused, () => CreateAsync(With(words)));
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_open_to_everybody_is_said()
    {
        var missing = new CredentialFile(Path.Combine(Folder, "nowhere"), "Keys:Passphrase_File");
        await FailsAsync(RootFailure.Missing, () => OpenAsync(new PassphraseRoot(missing)));
        var open = With(Words);
        File.SetUnixFileMode(PathOf(Words), File.GetUnixFileMode(PathOf(Words)) | UnixFileMode.OtherRead);
        var refused = await FailsAsync(RootFailure.Refused, () => OpenAsync(open));
        Assert.Contains("open to everybody", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Another program's key: <c>printf 'correct horse battery staple' | argon2 0123456789abcdef -id -t 3 -k 65536 -p 1 -l 32
    /// -r</c> (Debian's argon2 0~20171227).
    /// </summary>
    [Fact]
    public async Task The_key_is_the_one_that_argon2_derives()
    {
        var key = Arena.Rent(32);
        Convert.FromHexString("94c86f541abdb3d9aabfea59aa03963549483e9c0b1a79336e76b54cee6c917e").CopyTo(key.Span);
        using var known = new LocalRoot("known", Root.Assurance, Deployment, key);
        var check = await known.WrapAsync(new byte[32], "passphrase-check", 1, default);
        File.WriteAllText(
            Path.Combine(Keys, "root.passphrase"),
            $$"""
            {"version":1,"algorithm":"argon2id","memory_kib":65536,"passes":3,
            "salt":"{{Convert.ToBase64String("0123456789abcdef"u8)}}","check":"{{Convert.ToBase64String(check.Span)}}"}
            """);
        using var root = await Source.OpenAsync(new RootPlace(Keys, Deployment, Arena), default);
        var wrapped = await known.WrapAsync("key"u8.ToArray(), "system", 1, default);
        Assert.Equal("key"u8.ToArray(), await UnwrapAsync(root, wrapped, "system", 1));
    }

    [Fact]
    public void What_a_guess_costs_by_default_is_at_least_what_rfc_9106_recommends()
    {
        Assert.True(Argon2Cost.Usual.IsAcceptable);
        Assert.Equal(new(64 << 10, 3), Argon2Cost.Least);
        Assert.True(Argon2Cost.Usual.MemoryKibibytes >= 4 * Argon2Cost.Least.MemoryKibibytes);
    }

    private async Task OpenAsync(IRootSource source) =>
        (await source.OpenAsync(new RootPlace(Keys, Deployment, Arena), default)).Dispose();

    private PassphraseRoot With(string words)
    {
        File.WriteAllText(PathOf(words), words);
        File.SetUnixFileMode(PathOf(words), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        // The least that is allowed: these tests derive often.
        return new(new CredentialFile(PathOf(words), "Keys:Passphrase_File"), Argon2Cost.Least);
    }

    private string PathOf(string words) => Path.Combine(Folder, $"words-{words.GetHashCode(StringComparison.Ordinal)}");

    private void Alter(string from, string to)
    {
        var path = Path.Combine(Keys, "root.passphrase");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }
}
