namespace Hermetic.Assistant;

// Quotations from the business's own documents.
public sealed partial class Wording
{
    private static bool WriteKnowledge(Reply reply, Utf8Text text)
    {
        if (reply is not Reply.FromKnowledge { Quote: var quote })
            return false;
        text.Say(quote.Heading.Length == 0 ? "knowledge.untitled" : "knowledge",
            ("words", quote.Words), ("title", quote.Title), ("heading", quote.Heading),
            ("day", quote.Updated.Day), ("month", text.Month(quote.Updated)), ("year", quote.Updated.Year));
        return true;
    }
}
