using System.Text;
using Hermetic.Cryptography;
using Hermetic.Ledger;
using Hermetic.Ledger.Witnessing;

namespace Hermetic.Server.Witnessing;

/// <summary>
/// What a witness keeps of one log: the trusted keys, the last checkpoint that it cosigned, and whatever convicts the
/// log. The disk is the truth: it is read at every question and written before every signature.
/// </summary>
internal sealed class WitnessedLogFolder(string path)
{
    private const string KeysFile = "keys";
    private const string LatestFile = "latest";
    private const int MostKeys = 16;
    private const int MostKept = 64;
    private const int LargestFile = AddCheckpoint.MaxLength;

    // Written when the log is added: a file that is not there is damage, never "nothing was cosigned yet".
    private static readonly byte[] _nothingYet = "none\n"u8.ToArray();

    private readonly DurableDirectory _directory = new(path);

    internal Action<string>? BeforeStep { get; init; }

    internal bool IsKnown => _directory.Contains(KeysFile);

    internal void Trust(NoteVerifier key)
    {
        List<string> keys = IsKnown ? [.. Keys().Select(known => known.ToString())] : [];
        if (keys.Contains(key.ToString(), StringComparer.Ordinal))
            return;
        if (keys.Count == MostKeys)
            throw new WitnessFolderException($"A log has at most {MostKeys} keys.");
        new DurableDirectory(System.IO.Path.GetDirectoryName(path)!).Make();
        _directory.Make();
        // A log that was known begins anew for nobody: whichever of the two files is there stays.
        if (!IsKnown && !_directory.Contains(LatestFile))
            _directory.Write(LatestFile, _nothingYet);
        // From here on it is known, and what was cosigned of it has a place.
        _directory.Write(KeysFile, Encoding.UTF8.GetBytes(string.Concat(keys.Append(key.ToString()).Select(vkey => vkey + '\n'))));
    }

    /// <summary>The log as it was left.</summary>
    /// <exception cref="WitnessFolderException">The files cannot be trusted; nothing is cosigned until somebody looks.</exception>
    internal WitnessedLog Read()
    {
        var keys = Keys();
        var note = ReadFile(LatestFile);
        if (note.AsSpan().SequenceEqual(_nothingYet))
            return WitnessedLog.New(keys[0]) with { Keys = keys };
        foreach (var key in keys)
        {
            if (key.TryOpen(note, out var latest))
                return new(keys, latest);
        }
        throw new WitnessFolderException($"{_directory.PathOf(LatestFile)} is not what this witness left there.");
    }

    /// <summary>The last note that was cosigned; null when there is none yet.</summary>
    internal byte[]? LatestNote() =>
        ReadFile(LatestFile) is var note && note.AsSpan().SequenceEqual(_nothingYet) ? null : note;

    /// <summary>When something was last made the latest; by this machine's clock.</summary>
    internal DateTimeOffset WrittenAt() => new(File.GetLastWriteTimeUtc(_directory.PathOf(LatestFile)), TimeSpan.Zero);

    /// <summary>Makes a note the latest one, durably.</summary>
    /// <exception cref="IOException">It is not known which one is there now, but one of the two is.</exception>
    internal void Write(ReadOnlySpan<byte> note)
    {
        BeforeStep?.Invoke("write latest");
        _directory.Write(LatestFile, note);
        BeforeStep?.Invoke("written latest");
    }

    /// <summary>Keeps both notes, once for each root; what a stranger can repeat fills no disk.</summary>
    internal void Keep(WitnessEvidence kind, AddCheckpoint shown)
    {
        var folder = System.IO.Path.Combine(path, Name(kind));
        var root = Convert.ToHexStringLower(shown.Claimed.Root.ToArray().AsSpan(0, 8));
        var one = System.IO.Path.Combine(folder, $"{shown.Claimed.Size}-{root}");
        if (LatestNote() is not { } cosigned || Directory.Exists(one) || Count(kind) >= MostKept)
            return;
        new DurableDirectory(folder).Make();
        var directory = new DurableDirectory(one);
        directory.Make();
        directory.Write("cosigned", cosigned);
        directory.Write("shown", shown.Note.Span);
    }

    /// <summary>Where pairs of notes of this kind lie.</summary>
    internal IEnumerable<string> Kept(WitnessEvidence kind) =>
        System.IO.Path.Combine(path, Name(kind)) is var folder && Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
            : [];

    internal int Count(WitnessEvidence kind) => Kept(kind).Count();

    private static string Name(WitnessEvidence kind) => kind == WitnessEvidence.Fork ? "forks" : "unproven";

    private List<NoteVerifier> Keys()
    {
        var keys = new List<NoteVerifier>();
        foreach (var line in File.ReadLines(_directory.PathOf(KeysFile)))
        {
            if (!NoteVerifier.TryParse(line, out var key) || (keys.Count > 0 && key.Name != keys[0].Name))
                throw new WitnessFolderException($"{_directory.PathOf(KeysFile)} is not what this witness left there.");
            keys.Add(key);
        }
        return keys.Count > 0
            ? keys
            : throw new WitnessFolderException($"{_directory.PathOf(KeysFile)} is empty.");
    }

    private byte[] ReadFile(string name)
    {
        using var file = File.OpenRead(_directory.PathOf(name));
        if (file.Length > LargestFile)
            throw new WitnessFolderException($"{_directory.PathOf(name)} is too large.");
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}

/// <summary>What a witness keeps beside the last checkpoint.</summary>
internal enum WitnessEvidence
{
    /// <summary>The log signed two roots for one size: both notes together convict it.</summary>
    Fork,

    /// <summary>The log signed it, and whoever submitted it had no proof: a reason to ask, no more.</summary>
    Unproven,
}
