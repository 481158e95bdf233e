namespace Hermetic.Assistant;

// What the business has written about itself.
public abstract partial record Reply
{
    /// <summary>The business's own words, with where they stand; nothing is added to them.</summary>
    public sealed record FromKnowledge(KnowledgeQuote Quote) : Reply;
}
