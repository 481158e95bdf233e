namespace Hermetic.Assistant;

/// <summary>Reads what stands in <c>knowledge/</c>.</summary>
internal static class KnowledgeFiles
{
    internal static IReadOnlyList<KnowledgeDocument> From(IEnumerable<BusinessFile> files, List<FactProblem> problems)
    {
        _ = (files, problems);
        return [];
    }
}
