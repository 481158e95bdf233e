using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Hermetic.Ledger;

namespace Hermetic.Server.Privacy;

/// <summary>
/// <c>manifest.txt</c> of a copy of somebody's data: a signed note (C2SP signed-note) of the log's key over the SHA-256
/// of every other file. Its first line is no log's name, so it is never taken for a checkpoint.
/// </summary>
internal static class CopyManifest
{
    internal const string EntryName = "manifest.txt";

    /// <summary>The log's public key, so that a copy can be checked where no other source is at hand.</summary>
    internal const string KeyName = "vkey";

    private const string Title = "hermetic copy of a person's data v1";

    /// <summary>The text to sign: title, hour, one line for each file in its order.</summary>
    internal static byte[] Write(LedgerHour made, IEnumerable<(string Name, string Sha256)> files) =>
        Encoding.ASCII.GetBytes($"{Title}\nmade {made}\n{string.Concat(files.Select(file => Line(file.Name, file.Sha256)))}");

    /// <summary>
    /// Compares the files of a copy with its manifest: each is there, unchanged, and there are no others.
    /// </summary>
    /// <param name="files">Every file but the two of this class, by its path with slashes.</param>
    /// <param name="problem">What is wrong, as a sentence; names of files only.</param>
    internal static bool IsWhole(
        ReadOnlyMemory<byte> note, NoteVerifier key, IEnumerable<(string Name, Stream Content)> files,
        [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (!key.TryOpenText(note, out var text) || !text.Span.StartsWith(Encoding.ASCII.GetBytes(Title + "\n")))
        {
            problem = $"The manifest was not signed with the key of {key.Name}.";
            return false;
        }
        // Split as characters: the text is ours, ASCII, and has nothing of anybody in it.
        var lines = new string(Encoding.ASCII.GetChars(text.ToArray())).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var told = lines.Skip(2).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, content) in files)
        {
            using (content)
            {
                if (!told.Remove(Line(name, Convert.ToHexStringLower(SHA256.HashData(content))).TrimEnd('\n')))
                    problem ??= $"{name} was changed, or does not belong to this copy.";
            }
        }
        problem ??= told.Count == 0 ? null : $"{told.First().Split(' ')[^1]} is missing, or was changed.";
        return problem is null;
    }

    private static string Line(string name, string sha256) => $"sha256 {sha256} {name}\n";
}
