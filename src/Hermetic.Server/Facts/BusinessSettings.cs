using Hermetic.Assistant;

namespace Hermetic.Server.Facts;

/// <summary>The business that the settings name: a folder, or the built-in salon.</summary>
/// <param name="Folder">Null for the built-in one.</param>
/// <param name="Sha256">Of the folder's files; empty for the built-in one.</param>
internal sealed record BusinessSettings(BusinessFolder? Folder, Business Business, byte[] Sha256)
{
    internal const string Key = "Business";

    /// <summary>Every problem of the folder is one of the settings, and the service does not start.</summary>
    internal static BusinessSettings Read(SettingsSource source) => Read(source, source.Problem);

    /// <summary>
    /// For a verb beside a running service: an owner who is in the middle of an edit can still use it, and sees the
    /// built-in business until the folder can be read.
    /// </summary>
    internal static BusinessSettings ReadLeniently(SettingsSource source) => Read(source, static (_, _) => { });

    private static BusinessSettings Read(SettingsSource source, Action<string, string> problem)
    {
        if (source.Text(Key, "") is not { Length: > 0 } path)
            return BuiltIn;
        var folder = new BusinessFolder(Path.GetFullPath(path));
        var (said, hash) = folder.Read();
        foreach (var one in said.Problems)
            problem(Key, one.ToString());
        return said.Business is { } business ? new(folder, business, hash) : BuiltIn;
    }

    internal static BusinessSettings BuiltIn => new(Folder: null, SampleBusiness.HairSalon, []);
}
