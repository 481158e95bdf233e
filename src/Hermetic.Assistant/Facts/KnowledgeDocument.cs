using NodaTime;

namespace Hermetic.Assistant;

/// <summary>One document of the business's own knowledge, cut at its headings.</summary>
/// <param name="Title">As it is cited, such as "Good to know before your visit".</param>
/// <param name="Updated">The day that is cited with it.</param>
/// <param name="Language">BCP 47 primary tag.</param>
public sealed record KnowledgeDocument(
    string Title, LocalDate Updated, string Language, IReadOnlyList<KnowledgeSection> Sections);

/// <summary>What stands under one heading.</summary>
/// <param name="Heading">The heading, or the question of an FAQ entry; empty before the first one.</param>
/// <param name="Text">Plain sentences, without Markdown; quoted verbatim or not at all.</param>
/// <param name="Questions">Other ways in which people ask for it; may be empty.</param>
public sealed record KnowledgeSection(string Heading, string Text, IReadOnlyList<string> Questions);
