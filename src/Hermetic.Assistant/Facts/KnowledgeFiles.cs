namespace Hermetic.Assistant;

/// <summary>
/// Reads what stands in <c>knowledge/</c>; how one file is read is <see cref="KnowledgeReader"/>'s matter.
/// </summary>
internal static class KnowledgeFiles
{
    /// <param name="business">
    /// Whose language and links they are; null when its facts could not be read.
    /// </param>
    internal static IReadOnlyList<KnowledgeDocument> From(
        IEnumerable<BusinessFile> files, Business? business, List<FactProblem> problems)
    {
        var documents = new List<KnowledgeDocument>();
        foreach (var file in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var reading = KnowledgeReader.Read(file.Utf8.Span, new(file.Saved, business?.Languages[0] ?? "en")
            {
                OwnHosts = Hosts(business),
            });
            problems.AddRange(
                reading.Problems.Select(problem => new FactProblem(file.Name, problem.Line, problem.What)));
            if (reading.Document is { } document)
                documents.Add(document);
        }
        if (documents.Sum(document => document.Sections.Count) is > KnowledgeReader.MostSections and var many)
        {
            problems.Add(new(
                "knowledge", 0,
                $"there are {many} sections; {KnowledgeReader.MostSections} are searched at most"));
        }
        return documents;
    }

    // The house of the privacy notice is the one address of the web that is known to be the business's own.
    private static string[] Hosts(Business? business) =>
        Uri.TryCreate(business?.Privacy.Notice, UriKind.Absolute, out var notice)
            ? [notice.Host.StartsWith("www.", StringComparison.Ordinal) ? notice.Host[4..] : notice.Host]
            : [];
}
