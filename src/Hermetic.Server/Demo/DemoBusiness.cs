using System.Globalization;
using Hermetic.Assistant;
using Hermetic.Server.Facts;
using NodaTime;

namespace Hermetic.Server.Demo;

/// <summary>Whose assistant the demo shows.</summary>
/// <param name="Folder">Null for the built-in salon.</param>
/// <param name="Suggestions">What the phone page offers as a first message.</param>
internal sealed record DemoBusiness(string? Folder, Business Facts, IReadOnlyList<string> Suggestions)
{
    private const int MostSuggestions = 5;

    // The middle of the day first: in the morning of a day that is today, it would be over.
    private static readonly int[] _hoursAfterOpening = [6, 3, 7, 2, 4, 1];

    private static readonly string[] _salon =
    [
        "Can I get a haircut on Friday at 3?", "Anything free tomorrow afternoon?", "What are your opening hours?",
        "Are you a bot?", "What do you know about me?",
    ];

    /// <summary>The built-in sample.</summary>
    internal static DemoBusiness Salon { get; } = new(Folder: null, SampleBusiness.HairSalon, _salon);

    internal string Name => Facts.Name;

    /// <summary>What the tour books.</summary>
    internal Service Booked => Facts.Services[0];

    /// <summary>
    /// Ways to ask for it, at times when the business is usually open: whoever asks tries them one after the other, as
    /// some will be taken.
    /// </summary>
    internal IEnumerable<string> Wishes() =>
        from hours in _hoursAfterOpening
        from day in Enum.GetValues<IsoDayOfWeek>()
        where day != IsoDayOfWeek.None
        from span in Facts.Hours.Usual(day).Take(1)
        let at = span.From.PlusHours(hours)
        where span.From < at && at.PlusMinutes(Booked.Minutes) <= span.Until
        select $"{Booked.Name} on {day} at {at.ToString("h:mm", CultureInfo.InvariantCulture)}{(at.Hour < 12 ? "am" : "pm")}, please";

    /// <summary>
    /// Reads the folder that was named, else the one of the setting; an own business is asked its own questions.
    /// </summary>
    /// <exception cref="SettingsException">The folder has problems; names all of them.</exception>
    internal static DemoBusiness Read(string? folder)
    {
        if ((folder ?? BusinessSettings.Folder(Settings.Sources())) is not { } path)
            return Salon;
        var said = new BusinessFolder(Path.GetFullPath(path)).Read().Said;
        return said.Business is { } business
            ? new(Path.GetFullPath(path), business, [.. said.Questions.Take(MostSuggestions)
                .Select(question => Rehearsal.Text(question.Span))])
            : throw new SettingsException([.. said.Problems.Select(problem => $"{BusinessSettings.Key} {problem}.")]);
    }
}
