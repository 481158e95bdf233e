using Hermetic.Cryptography;
using Hermetic.RootProviders.Shares;

namespace Hermetic.RootProviders.Tests.Shares;

public sealed class SharesRootTests : RootProviderContract
{
    protected override IReadOnlyList<string> Credentials =>
        [.. Lines("shares").Select(line => line.Split(' ')[^1])];

    private protected override IRootSource Source => With("shares");

    private protected override IRootSource AnotherSource => With("other-shares");

    [Fact]
    public async Task Any_three_of_five_open_and_two_are_told_who_is_missing()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        foreach (var brought in new[] { "123", "124", "145", "235", "345", "12345" })
        {
            using var root = await OpenAsync(Bring(brought));
            Assert.Equal(new byte[32], await UnwrapAsync(root, wrapped, "system", 1));
        }
        var two = await FailsAsync(RootFailure.Missing, () => ClosedAsync(Bring("25")));
        Assert.Contains("3 of 5 shares", two.Message, StringComparison.Ordinal);
        Assert.Contains("share 2, share 5 lie in", two.Message, StringComparison.Ordinal);
        var none = await FailsAsync(RootFailure.Missing, () => ClosedAsync(Bring("")));
        Assert.Contains("none lies in", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_share_twice_counts_once()
    {
        var source = Bring("12");
        var folder = Path.Combine(Folder, "brought-12");
        File.Copy(Path.Combine(folder, "1.share"), Path.Combine(folder, "again.share"));

        await FailsAsync(RootFailure.Missing, () => ClosedAsync(source));
    }

    [Fact]
    public async Task An_altered_share_is_named_and_a_share_of_other_keys_is_passed_over()
    {
        var source = Bring("123");
        var path = Path.Combine(Folder, "brought-123", "2.share");
        var line = File.ReadAllText(path);
        File.WriteAllText(path, line[..^2] + (line[^2] == '0' ? '1' : '0') + "\n");
        var altered = await FailsAsync(RootFailure.Refused, () => ClosedAsync(source));
        Assert.Contains("Share 2", altered.Message, StringComparison.Ordinal);

        using (await AnotherSource.CreateAsync(new RootPlace(Path.Combine(Folder, "other-keys"), Deployment, Arena), default))
            File.Copy(Directory.GetFiles(Path.Combine(Folder, "other-shares"))[0], path, overwrite: true);
        var missing = await FailsAsync(RootFailure.Missing, () => ClosedAsync(source));
        Assert.Contains("share 1, share 3 lie", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hermetic-share-1")]
    [InlineData("hermetic-share-1 {0} 6 {1}")]
    [InlineData("hermetic-share-1 {0} 0 {1}")]
    [InlineData("hermetic-share-1 {0} 01 {1}")]
    [InlineData("hermetic-share-1 {0} 256 {1}")]
    [InlineData("hermetic-share-1 {0} -1 {1}")]
    [InlineData("hermetic-share-1 {0}  {1}")]
    [InlineData("hermetic-share-1 {0} 1 {1}00")]
    [InlineData("hermetic-share-2 {0} 1 {1}")]
    [InlineData("hermetic-share-1 0000000000000000 1 {1}")]
    public async Task What_is_no_share_never_counts_as_one(string format)
    {
        var source = Bring("12");
        var set = Lines("shares")[0].Split(' ')[1];
        var path = Path.Combine(Folder, "brought-12", "odd.share");
        File.WriteAllText(path, string.Format(null, format, set, new string('a', 64)) + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await Assert.ThrowsAsync<RootProviderException>(() => ClosedAsync(source));
    }

    [Fact]
    public async Task A_share_that_everybody_can_read_is_refused()
    {
        var source = Bring("123");
        var path = Path.Combine(Folder, "brought-123", "1.share");
        File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead);

        var refused = await FailsAsync(RootFailure.Refused, () => ClosedAsync(source));
        Assert.Contains("open to everybody", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"threshold\":3", "\"threshold\":1")]
    [InlineData("\"threshold\":3", "\"threshold\":6")]
    [InlineData("\"version\":1", "\"version\":2")]
    [InlineData("\"set\":\"", "\"set\":\"x")]
    public async Task A_damaged_file_beside_the_keys_is_said(string from, string to)
    {
        var path = Path.Combine(Keys, "root.shares");
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));

        await Assert.ThrowsAsync<KeyDirectoryException>(() => ClosedAsync(Source));
    }

    [Fact]
    public void New_shares_are_the_custodians_alone_and_nothing_in_the_key_directory_is_one()
    {
        Assert.All(Directory.GetFiles(Path.Combine(Folder, "shares")), file =>
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        var beside = File.ReadAllText(Path.Combine(Keys, "root.shares"));
        Assert.All(Credentials, value => Assert.DoesNotContain(value, beside, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A folder with these custodians' shares alone.</summary>
    private SharesRoot Bring(string numbers)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, $"brought-{numbers}")).FullName;
        foreach (var number in numbers)
        {
            var line = Lines("shares").Single(line => line.Split(' ')[2] == number.ToString());
            var path = Path.Combine(folder, $"{number}.share");
            File.WriteAllText(path, line + "\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        return With($"brought-{numbers}");
    }

    private List<string> Lines(string folder) =>
        [.. Directory.GetFiles(Path.Combine(Folder, folder)).Order(StringComparer.Ordinal).Select(file => File.ReadAllText(file).TrimEnd('\n'))];

    private SharesRoot With(string folder) => new(new SharesOptions(Path.Combine(Folder, folder), "Keys:Shares:Directory", 3, 5));

    private async ValueTask<IRootProvider> OpenAsync(SharesRoot source) =>
        await source.OpenAsync(new RootPlace(Keys, Deployment, Arena), default);

    private async Task ClosedAsync(IRootSource source) =>
        (await source.OpenAsync(new RootPlace(Keys, Deployment, Arena), default)).Dispose();
}
