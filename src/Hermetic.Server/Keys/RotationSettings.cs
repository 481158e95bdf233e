using Hermetic.Cryptography;

namespace Hermetic.Server.Keys;

/// <summary>When keys of the ring are exchanged for new versions.</summary>
/// <param name="After">The age at which an active version is due; null when none ever is.</param>
/// <param name="IsAutomatic">Whether what is due is rotated, or somebody is only reminded.</param>
/// <param name="TrimAfter">How long a version stays that only opens, when nothing lies under it; null keeps it until
/// <c>keys trim</c>.</param>
internal sealed record RotationSettings(TimeSpan? After, bool IsAutomatic, TimeSpan? TrimAfter)
{
    internal static RotationSettings Default { get; } = new(TimeSpan.FromDays(365), IsAutomatic: false, TimeSpan.FromDays(7));

    internal static RotationSettings Read(SettingsSource source) => new(
        Days(source.Number("Keys:Rotation:Days", 365, least: 0)),
        source.Flag("Keys:Rotation:Automatic", unset: false),
        Days(source.Number("Keys:Rotation:TrimAfterDays", 7, least: 0)));

    /// <summary>Null when it rotates; else why it does not, as a sentence.</summary>
    internal static string? WhyNot(RingKey key) => key switch
    {
        RingKey.Suppression =>
            "The key suppression is never rotated: by its tags alone the service knows who said STOP, also after an erasure, "
            + "and nothing is kept from which they could be made anew.",
        _ => null,
    };

    /// <summary>Witnesses and auditors have to be told of another key of the ledger: that is for a person to begin and to end.</summary>
    internal static bool IsByHand(RingKey key) => key == RingKey.LedgerSeed;

    private static TimeSpan? Days(long days) => days == 0 ? null : TimeSpan.FromDays(Math.Min(days, 36_500));
}
