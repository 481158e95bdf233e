using Hermetic.Assistant;

namespace Hermetic.Server.Facts;

/// <summary>The business that the settings name: a folder, or the built-in salon.</summary>
/// <param name="Watched">The folder; null for the built-in one.</param>
/// <param name="Sha256">Of the folder's files; empty for the built-in one.</param>
internal sealed record BusinessSettings(BusinessFolder? Watched, Business Business, byte[] Sha256)
{
    internal const string Key = "Business";

    /// <summary>The folder as it is configured, whether it is there or not; null for the built-in business.</summary>
    internal static string? Folder(IConfiguration configuration) =>
        new SettingsSource(configuration).Text(Key, "") is { Length: > 0 } path ? path : null;

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

    internal static BusinessSettings BuiltIn => new(Watched: null, SampleBusiness.HairSalon, []);
}
