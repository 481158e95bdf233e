using System.Security.Cryptography;

namespace Hermetic.EndToEnd.Operate;

/// <summary>Every file and folder below some folders: its mode and what is in it.</summary>
internal static class DiskState
{
    public static SortedDictionary<string, string> Of(params ReadOnlySpan<string> folders)
    {
        var state = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            if (!Directory.Exists(folder))
                continue;
            state[folder] = File.GetUnixFileMode(folder).ToString();
            foreach (var entry in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories))
            {
                var content = File.Exists(entry) ? Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(entry))) : "";
                state[entry] = $"{File.GetUnixFileMode(entry)} {content}";
            }
        }
        return state;
    }
}
