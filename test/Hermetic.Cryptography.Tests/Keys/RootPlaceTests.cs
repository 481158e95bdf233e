namespace Hermetic.Cryptography.Tests.Keys;

public sealed class RootPlaceTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();

    public void Dispose() => _disk.Dispose();

    [Theory]
    [InlineData("keyring")]
    [InlineData("root")]
    [InlineData("root.a/../keyring")]
    public void A_root_provider_names_no_file_but_its_own(string name)
    {
        var place = new RootPlace(_disk.Folder, Guid.NewGuid(), _disk.Arena);
        Assert.EndsWith("root.own", place.PathOf("root.own"), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => place.PathOf(name));
        Assert.Throws<ArgumentException>(() => place.Write(name, "x"u8));
        Assert.Throws<ArgumentException>(() => place.Read(name));
    }
}
