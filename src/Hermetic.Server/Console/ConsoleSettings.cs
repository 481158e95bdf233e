namespace Hermetic.Server.Console;

/// <summary>How the console behaves.</summary>
/// <param name="PurposeRequired">Whether whoever opens a conversation has to say why.</param>
internal sealed record ConsoleSettings(bool PurposeRequired)
{
    internal static ConsoleSettings Default { get; } = new(PurposeRequired: false);

    internal static ConsoleSettings Read(SettingsSource source) => new(source.Flag("Console:PurposeRequired", unset: false));
}
