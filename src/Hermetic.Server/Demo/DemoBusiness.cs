using Hermetic.Assistant;
using Hermetic.Server.Facts;

namespace Hermetic.Server.Demo;

/// <summary>Whose assistant the demo shows.</summary>
/// <param name="Folder">Null for the built-in salon.</param>
/// <param name="Suggestions">What the phone page offers as a first message.</param>
internal sealed record DemoBusiness(string? Folder, string Name, IReadOnlyList<string> Suggestions)
{
    private const int MostSuggestions = 5;

    private static readonly string[] _salon =
    [
        "Can I get a haircut on Friday at 3?", "What are your opening hours?", "How much is a beard trim?",
        "Are you a bot?", "Delete my data",
    ];

    /// <summary>
    /// Reads the folder that was named, else the one of the setting; an own business is asked its own questions.
    /// </summary>
    /// <exception cref="SettingsException">The folder has problems; names all of them.</exception>
    internal static DemoBusiness Read(string? folder)
    {
        if ((folder ?? BusinessSettings.Folder(Settings.Sources())) is not { } path)
            return new(Folder: null, SampleBusiness.HairSalon.Name, _salon);
        var said = new BusinessFolder(Path.GetFullPath(path)).Read().Said;
        return said.Business is { } business
            ? new(Path.GetFullPath(path), business.Name, [.. said.Questions.Take(MostSuggestions)
                .Select(question => Rehearsal.Text(question.Span))])
            : throw new SettingsException([.. said.Problems.Select(problem => $"{BusinessSettings.Key} {problem}.")]);
    }
}
