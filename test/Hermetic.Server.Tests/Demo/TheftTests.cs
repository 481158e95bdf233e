using System.Text;
using Hermetic.Server.Demo;

namespace Hermetic.Server.Tests.Demo;

public sealed class TheftTests : IDisposable
{
    private const string Words = "My hair is dyed, però résumé.";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-theft-");

    private Theft Thief => new([_folder.FullName], [Path.Combine(_folder.FullName, "..", _folder.Name + ".log")]);

    [Fact]
    public async Task Nothing_is_found_where_nothing_is()
    {
        Write("a", RandomBytes(3_000_000));
        Write("sub/b", []);
        var search = await Thief.SearchAsync(Words, default);
        Assert.Empty(search.Found);
        Assert.Equal((2, 3_000_000), (search.Files, search.Bytes));
    }

    public static TheoryData<string, byte[]> Spelled => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Words) },
        { "UTF-16", Encoding.Unicode.GetBytes(Words) },
        { "UTF-16, big-endian", Encoding.BigEndianUnicode.GetBytes(Words) },
        { "hex", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Words))) },
        { "HEX", Encoding.ASCII.GetBytes(Convert.ToHexString(Encoding.UTF8.GetBytes(Words))) },
        { "base64", Base64("") },
        { "base64", Base64("x") },
        { "base64", Base64("xy") },
        { "base64", Base64("xyz") },
    };

    /// <summary>At the edge of the window with which a file is read, on either side of it, and at both ends.</summary>
    [Theory]
    [MemberData(nameof(Spelled))]
    public async Task Words_are_found_however_they_are_spelled_and_wherever_they_lie(string spelling, byte[] planted)
    {
        foreach (var at in new[] { 0, (1 << 20) - planted.Length, (1 << 20) - 7, 1 << 20, (2 << 20) - 1, (3 << 20) - planted.Length })
        {
            var content = RandomBytes(3 << 20);
            planted.CopyTo(content, at);
            // A zero beside UTF-16 would spell the words in the other order of bytes as well.
            content[Math.Max(at - 1, 0)] |= (byte)(at > 0 ? 1 : 0);
            content[Math.Min(at + planted.Length, content.Length - 1)] |= (byte)(at + planted.Length < content.Length ? 1 : 0);
            Write("database", content);
            var found = Assert.Single((await Thief.SearchAsync(Words, default)).Found);
            Assert.Equal(("database", spelling), (found.File, found.Spelling));
            Assert.InRange(found.Offset, at, at + 4);
        }
    }

    [Fact]
    public async Task Base64url_is_known_where_it_differs()
    {
        // 0xFB 0xEF 0xBE… spells plus signs, 0xFF slashes.
        var words = "ûïþ÷ûïþ÷ÿÿÿ?>?>?>~~~";
        var url = Convert.ToBase64String(Encoding.UTF8.GetBytes(words)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        Write("token", Encoding.ASCII.GetBytes(url));
        Assert.Equal("base64url", Assert.Single((await Thief.SearchAsync(words, default)).Found).Spelling);
    }

    [Fact]
    public async Task The_log_is_searched_too()
    {
        var log = Path.Combine(_folder.Parent!.FullName, _folder.Name + ".log");
        await File.WriteAllTextAsync(log, Words);
        try
        {
            Assert.Equal(Path.GetFileName(log), Assert.Single((await Thief.SearchAsync(Words, default)).Found).File);
        }
        finally
        {
            File.Delete(log);
        }
    }

    [Fact]
    public async Task The_decoy_is_found_and_removed()
    {
        Write("database", RandomBytes(1000));
        var search = await Thief.SearchWithDecoyAsync(Words, default);
        var found = Assert.Single(search.Found);
        Assert.Equal((Theft.Decoy, "UTF-8"), (found.File, found.Spelling));
        Assert.Equal(2, search.Files);
        Assert.Equal(["database"], _folder.EnumerateFiles().Select(file => file.Name));
        Assert.Empty((await Thief.SearchAsync(Words, default)).Found);
    }

    private void Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    private static byte[] Base64(string before) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Words + "..")));

    private static byte[] RandomBytes(int count) => System.Security.Cryptography.RandomNumberGenerator.GetBytes(count);

    public void Dispose() => _folder.Delete(recursive: true);
}
