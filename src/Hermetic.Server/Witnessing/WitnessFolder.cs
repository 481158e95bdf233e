using System.Security.Cryptography;
using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Witnessing;

/// <summary>What stops a witness; a sentence for its operator.</summary>
internal sealed class WitnessFolderException(string what) : IOException(what);

/// <summary>
/// All that a witness has: its name and keys, the logs that it knows, and of each the last checkpoint that it cosigned.
/// No database, and nothing of the deployment that it watches.
/// </summary>
/// <param name="path">The folder; made by <see cref="Create"/>.</param>
internal sealed class WitnessFolder(string path)
{
    private const string NameFile = "name";
    private const int SecretMemory = 1 << 20;

    private static readonly (CosignatureAlgorithm Algorithm, string File)[] _keys =
    [
        (CosignatureAlgorithm.Ed25519, "ed25519.seed"), (CosignatureAlgorithm.MLDsa44, "ml-dsa-44.seed"),
    ];

    private readonly DurableDirectory _directory = new(path);

    /// <summary>Called before each step of a log's state that reaches the disk; a test stops the world there.</summary>
    internal Action<string>? BeforeStep { get; init; }

    internal string Path => path;

    private string LogsPath => System.IO.Path.Combine(path, "logs");

    /// <summary>Makes the folder and its keys.</summary>
    /// <exception cref="WitnessFolderException">There is a witness already: a second key pair would be a second one.</exception>
    internal void Create(string name, IEnumerable<CosignatureAlgorithm> algorithms)
    {
        if (_directory.Contains(NameFile))
            throw new WitnessFolderException($"There is a witness in {path} already; it stays as it is.");
        _directory.Make();
        new DurableDirectory(LogsPath).Make();
        foreach (var (_, file) in _keys.Where(key => algorithms.Contains(key.Algorithm)))
        {
            var seed = RandomNumberGenerator.GetBytes(32);
            _directory.Write(file, seed);
            CryptographicOperations.ZeroMemory(seed);
        }
        // Last: a crash before leaves no witness, and the next try makes keys of its own.
        _directory.Write(NameFile, System.Text.Encoding.UTF8.GetBytes(name));
    }

    /// <summary>The keys, Ed25519 first; the caller disposes them.</summary>
    /// <exception cref="WitnessFolderException">There is no witness, or its keys cannot be used.</exception>
    internal IReadOnlyList<Cosigner> OpenKeys()
    {
        if (!_directory.Contains(NameFile))
            throw new WitnessFolderException($"There is no witness in {path}; make one with: hermetic witness init NAME");
        try
        {
            _directory.RefuseOthers();
            using var arena = new SecretArena(SecretMemory);
            return [.. _keys.Where(key => _directory.Contains(key.File)).Select(key => Open(key.Algorithm, key.File, arena))];
        }
        catch (Exception unusable) when (unusable is KeyDirectoryException or ArgumentException)
        {
            throw new WitnessFolderException($"The keys of the witness cannot be used: {unusable.Message}");
        }
    }

    /// <summary>Trusts a key for the log whose name it carries. What was cosigned of that log stays.</summary>
    /// <exception cref="WitnessFolderException">The log is known by as many keys as it may have.</exception>
    internal async Task<WitnessedLogFolder> AddLogAsync(NoteVerifier key, CancellationToken cancel)
    {
        // Two of these at once must not find a log new that the other has just made.
        using var alone = await KeyDirectoryLock.TakeAsync(path, cancel);
        var log = Folder(key.Name);
        log.Trust(key);
        return log;
    }

    /// <summary>Null when no key of this log is trusted.</summary>
    internal WitnessedLogFolder? Find(string origin) => Folder(origin) is { IsKnown: true } log ? log : null;

    /// <summary>Every log, in no order.</summary>
    internal IEnumerable<WitnessedLogFolder> Logs() =>
        Directory.Exists(LogsPath)
            ? Directory.EnumerateDirectories(LogsPath).Select(Open).Where(log => log.IsKnown)
            : [];

    /// <summary>The folder to oneself, for as long as the process serves: two would each cosign by their own view.</summary>
    /// <exception cref="WitnessFolderException">Another process has it.</exception>
    internal FileStream Hold()
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, "serving"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException busy)
        {
            throw new WitnessFolderException($"The folder {path} is in use, or cannot be written: {busy.Message}");
        }
    }

    // An origin may hold slashes and dots: its hash is a name that leads nowhere else.
    private WitnessedLogFolder Folder(string origin) => Open(System.IO.Path.Combine(
        LogsPath, Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(origin)))));

    private WitnessedLogFolder Open(string directory) => new(directory) { BeforeStep = BeforeStep };

    private Cosigner Open(CosignatureAlgorithm algorithm, string file, SecretArena arena)
    {
        using var seed = _directory.Read(file, arena);
        return new Cosigner(Name(), algorithm, seed.Span);
    }

    private string Name() => File.ReadAllText(_directory.PathOf(NameFile));
}
