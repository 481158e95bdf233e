namespace Hermetic.Cryptography.Tests;

public sealed class SecretTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("abc", "abc")]
    [InlineData("abc\n", "abc")]
    [InlineData("abc\r\n", "abc")]
    [InlineData("abc\n\n", "abc\n")]
    [InlineData(" abc ", " abc ")]
    [InlineData("äöü\n", "äöü")]
    [InlineData("abc\r", "abc\r")]
    public void A_file_loses_one_trailing_newline_and_nothing_else(string content, string secret)
    {
        File.WriteAllText(_path, content);
        var read = Secret.FromFile(_path);
        Assert.True(read.Matches(System.Text.Encoding.UTF8.GetBytes(secret)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void An_empty_file_is_no_secret(string content)
    {
        File.WriteAllText(_path, content);
        var refused = Assert.Throws<ArgumentException>(() => Secret.FromFile(_path));
        Assert.Contains(_path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_64_KiB_is_a_secret_and_a_larger_one_is_not()
    {
        File.WriteAllBytes(_path, [.. Enumerable.Repeat((byte)'a', 65536)]);
        Assert.Equal(65536, Secret.FromFile(_path).Length);
        File.WriteAllBytes(_path, new byte[65537]);
        Assert.Throws<ArgumentException>(() => Secret.FromFile(_path));
    }

    [Fact]
    public void A_missing_file_is_the_file_systems_own_error() =>
        Assert.Throws<FileNotFoundException>(() => Secret.FromFile(_path + ".missing"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Empty_text_is_no_secret(string text) => Assert.Throws<ArgumentException>(() => Secret.FromText(text));

    [Fact]
    public void It_matches_its_own_bytes_only()
    {
        var secret = Secret.FromText("verify-token");
        Assert.True(secret.Matches("verify-token"u8));
        Assert.False(secret.Matches("verify-tokeN"u8));
        Assert.False(secret.Matches("verify-toke"u8));
        Assert.False(secret.Matches(""u8));
        Assert.Equal(12, secret.Length);
        Assert.Equal(12, secret.Use(0, static (bytes, _) => bytes.Length));
    }

    [Fact]
    public void It_prints_nothing_of_itself() => Assert.Equal("[redacted]", $"{Secret.FromText("verify-token")}");
}
