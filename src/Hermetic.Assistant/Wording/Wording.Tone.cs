namespace Hermetic.Assistant;

// Where a business says it in its own words.
public sealed partial class Wording
{
    private static string? Own(Reply reply, Tone tone) => reply switch
    {
        Reply.Greeting => tone.Greeting,
        Reply.Courtesy => tone.Courtesy,
        _ => null,
    };
}
