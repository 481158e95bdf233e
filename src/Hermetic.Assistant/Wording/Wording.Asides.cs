namespace Hermetic.Assistant;

// Answers while something else waits.
public sealed partial class Wording
{
    /// <summary>The answer, and instead of an invitation what else there is for who got none.</summary>
    private static void WriteInBetween(Reply.Answer answer, Business business, Utf8Text text)
    {
        WriteBare(answer, business, text);
        var key = answer switch
        {
            Reply.OutOfScope => "out.of.scope.then",
            Reply.DoNotKnow or Reply.NoMedicalAdvice or Reply.ForAPerson => "ask.a.person",
            _ => null,
        };
        if (key is not null)
            text.Say(key, ("business", business.Name));
    }

    private static void WriteLanguages(Reply.EnglishOnly only, Business business, Utf8Text text)
    {
        if (only.Heard is { } heard)
        {
            text.Say($"english.only.{heard}");
            text.Line();
        }
        text.Say("english.only.then", ("business", business.Name));
    }
}
