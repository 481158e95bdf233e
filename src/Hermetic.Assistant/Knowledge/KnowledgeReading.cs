using NodaTime;

namespace Hermetic.Assistant;

/// <summary>What became of one knowledge file: a document, or everything that is wrong with it.</summary>
/// <param name="Document">Null exactly when there are problems.</param>
/// <param name="Problems">In the order of the lines.</param>
public sealed record KnowledgeReading(KnowledgeDocument? Document, IReadOnlyList<KnowledgeProblem> Problems);

/// <summary>What is wrong with a knowledge file, and what to do about it.</summary>
/// <param name="Line">1-based.</param>
/// <param name="What">Goes on after "parking.md, line 12: ", without a full stop.</param>
public sealed record KnowledgeProblem(int Line, string What);

/// <summary>What holds for a file that does not say it itself.</summary>
/// <param name="Updated">The day that is cited when the file names none.</param>
/// <param name="Language">BCP 47 primary tag.</param>
public sealed record KnowledgeDefaults(LocalDate Updated, string Language)
{
    /// <summary>
    /// Host names of the business itself: a link to one of them, or to a name below it, keeps its address in
    /// the text. Of any other link only the words stay.
    /// </summary>
    public IReadOnlyList<string> OwnHosts { get; init; } = [];
}
