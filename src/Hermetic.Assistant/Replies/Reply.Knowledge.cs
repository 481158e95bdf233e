namespace Hermetic.Assistant;

// What the business has written about itself.
public abstract partial record Reply
{
    /// <summary>The business's own words, with where they stand; nothing is added to them.</summary>
    public sealed record FromKnowledge(KnowledgeQuote Quote) : Answer
    {
        /// <summary>As a section that is quoted whole, with the names of where it stands.</summary>
        private const int MostAboveButtons = 420;

        internal override bool IsShort =>
            Quote.Words.Length + Quote.Title.Length + Quote.Heading.Length <= MostAboveButtons;
    }
}
