using Hermetic.Cryptography.Tests.Sealing;

namespace Hermetic.Cryptography.Tests.Keys;

public sealed class FileRootTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly DurableDirectory _directory;
    private readonly IRootProvider _root;

    public FileRootTests()
    {
        _directory = new(_disk.Folder);
        _directory.Make();
        _root = FileRoot.Source.Create(new(_directory, Samples.Deployment, _disk.Arena));
    }

    public void Dispose()
    {
        _root.Dispose();
        Assert.Equal(0, _disk.Arena.InUse);
        _disk.Dispose();
    }

    [Fact]
    public void What_it_wraps_it_unwraps_and_so_does_its_file()
    {
        var wrapped = _root.Wrap("thirty-two bytes of a secret key"u8, "system", 1);
        using var unwrapped = _root.Unwrap(wrapped, "system", 1);
        Assert.Equal("thirty-two bytes of a secret key"u8.ToArray(), unwrapped.Span.ToArray());
        using var reopened = FileRoot.Source.Open(new(_directory, Samples.Deployment, _disk.Arena));
        using var again = reopened.Unwrap(wrapped, "system", 1);
        Assert.Equal(unwrapped.Span.ToArray(), again.Span.ToArray());
    }

    [Theory]
    [InlineData("systen", 1)]
    [InlineData("", 1)]
    [InlineData("system", 2)]
    [InlineData("system", 0)]
    public void It_unwraps_for_no_other_purpose_or_version(string purpose, int version)
    {
        var wrapped = _root.Wrap("key"u8, "system", 1);
        Assert.Throws<RootProviderException>(() => _root.Unwrap(wrapped, purpose, version));
    }

    [Fact]
    public void It_unwraps_for_no_other_deployment()
    {
        var wrapped = _root.Wrap("key"u8, "system", 1);
        var deployment = Guid.Parse("99999999-9999-4999-8999-999999999999");
        using var elsewhere = FileRoot.Source.Open(new(_directory, deployment, _disk.Arena));
        Assert.Throws<RootProviderException>(() => elsewhere.Unwrap(wrapped, "system", 1));
    }

    [Fact]
    public void What_it_wrapped_is_no_content_of_another_kind()
    {
        var wrapped = _root.Wrap("key"u8, "system", 1);
        var box = Sealed<Body>.FromStore(wrapped);
        Assert.Equal(KeyKind.Root, box.KeyId.Kind);
        using var key = new ContentKey(
            KeyId.ForRoot(), Samples.Deployment, _directory.Read(FileRoot.FileName, _disk.Arena));
        Assert.Equal(EnvelopeFailure.Commitment, key.WhyNot(box, new("keys", "system", Guid.Empty, 1, Guid.Empty)));
    }

    [Fact]
    public void Its_description_names_the_file_and_not_the_key()
    {
        Assert.Contains(_disk.PathOf("root.key"), _root.Description, StringComparison.Ordinal);
        var key = Convert.ToHexString(File.ReadAllBytes(_disk.PathOf("root.key")));
        Assert.DoesNotContain(key, _root.Description, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_reading_longer_than_its_file_claims_is_seen()
    {
        File.WriteAllBytes(_disk.PathOf("root.key"), new byte[33]);
        var refused = Assert.Throws<KeyDirectoryException>(
            () => FileRoot.Source.Open(new(_directory, Samples.Deployment, _disk.Arena)));
        Assert.Contains("exactly 32 bytes", refused.Message, StringComparison.Ordinal);
    }
}
