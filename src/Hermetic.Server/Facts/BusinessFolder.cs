using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hermetic.Assistant;
using NodaTime;

namespace Hermetic.Server.Facts;

/// <summary>The folder of setting <c>Business</c>, on disk. What it says is <see cref="BusinessReader"/>'s matter.</summary>
internal sealed record BusinessFolder(string Path)
{
    private const int MostFiles = 500;

    /// <summary>Reads all of it at once.</summary>
    internal FolderReading Read()
    {
        if (!Directory.Exists(Path))
            return Refused("there is no such folder");
        if (File.Exists(Full("knowledge")))
            return Refused("\"knowledge\" is a file; it has to be a folder of Markdown files");
        try
        {
            var names = Names();
            if (names.Count > MostFiles)
                return Refused($"there are {names.Count} files; {MostFiles} are read at most");
            var strays = Strays(names);
            return strays.Count > 0
                ? new(new(null, [], strays), [])
                : Read([.. names.Select(Open)]) with { LeftOut = LeftOut() };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Refused("the folder, or a file in it, cannot be read");
        }
    }

    private FolderReading Refused(string what) => new(new(null, [], [new FactProblem(Path, 0, what)]), []);

    /// <summary>Reads files that lie nowhere in particular, such as the built-in sample's.</summary>
    internal static FolderReading Read(IReadOnlyList<BusinessFile> files) => new(BusinessReader.Read(files), HashOf(files));

    /// <summary>Changes when a file is saved, added or taken away; cheap enough to be asked every second.</summary>
    internal string Stamp()
    {
        try
        {
            return string.Join('\n', Names().Select(name => new FileInfo(RealPath.Of(Full(name)) ?? Full(name))).Select(file =>
                string.Create(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}")));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return "unreadable";
        }
    }

    /// <summary>What an owner may take for read: in <c>knowledge/</c> only Markdown is, and no folder inside it.</summary>
    private string[] LeftOut()
    {
        var knowledge = new DirectoryInfo(Full("knowledge"));
        return !knowledge.Exists ? [] :
        [
            .. knowledge.EnumerateFileSystemInfos()
                .Where(one => one.Name[0] != '.' && one.Name[^1] != '~')
                .Where(one => one is DirectoryInfo || !BusinessReader.Reads($"knowledge/{one.Name}"))
                .Select(one => $"knowledge/{one.Name}{(one is DirectoryInfo ? "/" : "")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private List<string> Names()
    {
        var knowledge = new DirectoryInfo(Full("knowledge"));
        return
        [
            .. new DirectoryInfo(Path).EnumerateFiles().Select(file => file.Name)
                .Concat(knowledge.Exists ? knowledge.EnumerateFiles().Select(file => $"knowledge/{file.Name}") : [])
                // What editors leave beside a file while it is open begins with a dot.
                .Where(name => BusinessReader.Reads(name) && !System.IO.Path.GetFileName(name).StartsWith('.'))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Links that leave the folder: what the assistant may say would stand where nobody looks for it, and one to a
    /// secret would be read out to whoever asks. Within it they are welcome: a volume of a container is made of them.
    /// </summary>
    private List<FactProblem> Strays(List<string> names)
    {
        var home = RealPath.Of(Path) + "/";
        var knowledge = Directory.Exists(Full("knowledge")) ? Stray("knowledge", home) : null;
        return knowledge is not null ? [knowledge] : [.. names.Select(name => Stray(name, home)).OfType<FactProblem>()];
    }

    private FactProblem? Stray(string name, string home) => RealPath.Of(Full(name)) switch
    {
        null => new(name, 0, "this is a link that leads nowhere; put the file itself here"),
        var real when !real.StartsWith(home, StringComparison.Ordinal) =>
            new(name, 0, "this is a link that leads out of the folder; put the file itself here"),
        _ => null,
    };

    private BusinessFile Open(string name)
    {
        var real = RealPath.Of(Full(name)) ?? throw new FileNotFoundException();
        var saved = LocalDate.FromDateTime(File.GetLastWriteTimeUtc(real));
        // Nothing to read, or a pipe, which would be waited for.
        if (new FileInfo(real).Length == 0)
            return new(name, ReadOnlyMemory<byte>.Empty, saved);
        using var file = new FileStream(real, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        // One byte more than is read at most tells the reader that it is too long.
        var bytes = new byte[Math.Min(file.Length, BusinessFile.MostBytes + 1)];
        file.ReadExactly(bytes);
        return new(name, bytes, saved);
    }

    private string Full(string name) => System.IO.Path.Combine(Path, name);

    // As `sha256sum FILE… | LC_ALL=C sort -k 2 | sha256sum` has it, so that anybody can compute it.
    private static byte[] HashOf(IReadOnlyList<BusinessFile> files)
    {
        var lines = files.OrderBy(file => file.Name, StringComparer.Ordinal)
            .Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Utf8.Span))}  {file.Name}\n");
        return SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }
}

/// <summary>A folder as it was read once.</summary>
/// <param name="Sha256">Of all its files; empty when they could not be opened.</param>
internal sealed record FolderReading(BusinessReading Said, byte[] Sha256)
{
    /// <summary>What lies in <c>knowledge/</c> and is not read.</summary>
    internal IReadOnlyList<string> LeftOut { get; init; } = [];
}
