using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What the business itself has written, word for word, and where.</summary>
/// <param name="Words">At most 1,200 characters.</param>
/// <param name="Heading">Empty when it stands before the first heading.</param>
/// <param name="Updated">The day of the document.</param>
public sealed record KnowledgeQuote(string Words, string Title, string Heading, LocalDate Updated);

/// <summary>An answer that was found.</summary>
/// <param name="Score">0 to 1: how much of the question it covers.</param>
/// <param name="NamesMore">It was asked for by more than the name of a service.</param>
internal sealed record KnowledgeFinding(KnowledgeQuote Quote, float Score, bool NamesMore)
{
    /// <summary>From here on it answers also what seems to be out of scope.</summary>
    internal const float Strong = 0.65f;
}
