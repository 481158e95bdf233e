using System.IO.Compression;
using System.Text;

namespace Hermetic.Server.Privacy;

/// <summary>The files of a copy of somebody's data, in a ZIP file or unpacked. Their content is only hashed.</summary>
internal sealed class CopyFiles : IDisposable
{
    /// <summary>A signed note has at most 1,000,000 bytes; a key is one line.</summary>
    private const int LongestNote = 1_000_000;

    private readonly ZipArchive? _archive;
    private readonly List<(string Name, Func<Stream> Open)> _files;

    private CopyFiles(ZipArchive? archive, List<(string, Func<Stream>)> files) => (_archive, _files) = (archive, files);

    /// <exception cref="IOException">There is no such file or folder.</exception>
    /// <exception cref="InvalidDataException">It is no ZIP file.</exception>
    internal static CopyFiles Open(string path)
    {
        if (Directory.Exists(path))
            return new(archive: null, [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Select(file => (
                Path.GetRelativePath(path, file).Replace(Path.DirectorySeparatorChar, '/'),
                (Func<Stream>)(() => File.OpenRead(file))))]);
        var archive = ZipFile.OpenRead(path);
        return new(archive, [.. archive.Entries.Select(entry => (entry.FullName, (Func<Stream>)entry.Open))]);
    }

    /// <summary>Null when there is none.</summary>
    internal byte[]? Manifest => Read(CopyManifest.EntryName);

    /// <summary>The key that came with it: public, in ASCII. Null when there is none.</summary>
    internal string? Key => Read(CopyManifest.KeyName) is { } key ? new string(Encoding.ASCII.GetChars(key)) : null;

    /// <summary>What the manifest tells of.</summary>
    internal IEnumerable<(string Name, Stream Content)> Files => _files
        .Where(file => file.Name is not (CopyManifest.EntryName or CopyManifest.KeyName))
        .Select(file => (file.Name, file.Open()));

    private byte[]? Read(string name)
    {
        if (_files.Find(file => file.Name == name) is not { Open: { } open })
            return null;
        using var from = open();
        var content = new byte[LongestNote + 1];
        var length = from.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length > LongestNote ? null : content[..length];
    }

    public void Dispose() => _archive?.Dispose();
}
