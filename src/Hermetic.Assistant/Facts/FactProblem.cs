namespace Hermetic.Assistant;

/// <summary>What is wrong in a business folder, in words for the owner.</summary>
/// <param name="File">Below the folder.</param>
/// <param name="Line">1-based; 0 when it is about the whole file.</param>
/// <param name="What">What is wrong and what to do about it; may quote the file.</param>
public sealed record FactProblem(string File, int Line, string What)
{
    /// <summary>Such as <c>services.json, line 12: a service needs a duration ("minutes": 45)</c>.</summary>
    public override string ToString() => Line > 0 ? $"{File}, line {Line}: {What}" : $"{File}: {What}";
}

/// <summary>Gathers the problems of one file.</summary>
internal sealed class FactReport(string file, ICollection<FactProblem> all)
{
    internal void Add(int line, string what) => all.Add(new(file, line, what));
}
