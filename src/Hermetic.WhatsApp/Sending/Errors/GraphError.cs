namespace Hermetic.WhatsApp;

/// <summary>An error code of the Graph API.</summary>
/// <param name="Code">The number, by which alone decisions are made.</param>
/// <param name="Name">Meta's name for it; constant, no content.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Advice">Whether sending again can help.</param>
/// <param name="Meaning">One sentence for staff: what happened and what to do. Constant, no content.</param>
/// <param name="Person">What the person is told, if anything.</param>
public sealed record GraphError(
    int Code, string Name, GraphErrorKind Kind, ErrorAdvice Advice, string Meaning,
    PersonNotice Person = PersonNotice.Nothing);
