using Hermetic.Server.Facts;
using Hermetic.Testing;

namespace Hermetic.Server.Tests.Facts;

/// <summary>A copy of a sample, as an owner makes one, for a test to edit.</summary>
internal sealed class OwnersFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-business-");

    internal OwnersFolder(string sample = "hair-salon")
    {
        var source = System.IO.Path.Combine(Repository.Root, "business", sample);
        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    internal string Path => _folder.FullName;

    internal BusinessFolder Folder => new(Path);

    internal string Full(string name) => System.IO.Path.Combine(Path, name);

    internal void Replace(string file, string text, string with)
    {
        var before = File.ReadAllText(Full(file));
        Assert.Contains(text, before, StringComparison.Ordinal);
        Write(file, before.Replace(text, with, StringComparison.Ordinal));
    }

    /// <summary>Each write is a moment later than the one before, however fast the test is.</summary>
    internal void Write(string file, string text)
    {
        File.WriteAllText(Full(file), text);
        File.SetLastWriteTimeUtc(Full(file), File.GetLastWriteTimeUtc(Full(file)).AddSeconds(++_writes));
    }

    private int _writes;

    public void Dispose() => _folder.Delete(recursive: true);
}
