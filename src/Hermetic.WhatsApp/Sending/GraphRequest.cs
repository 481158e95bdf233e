namespace Hermetic.WhatsApp;

/// <summary>One call of the Graph API.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The segments after the version; letters, digits, underscores and hyphens.</param>
internal sealed record GraphRequest(HttpMethod Method, params string[] Path)
{
    /// <summary>The segments of the path after the version.</summary>
    /// <exception cref="ArgumentException">A segment has another form: segments come from signed webhooks and
    /// settings, but a slash in one would still be a hole.</exception>
    public string[] Path { get; } = Path.All(IsSegment)
        ? Path
        : throw new ArgumentException("An id in the Graph API is letters and digits.", nameof(Path));

    /// <summary>Parameters of the query; escaped when the address is made.</summary>
    public IReadOnlyList<(string Name, string Value)> Query { get; init; } = [];

    /// <summary>The body; disposed by whoever made it.</summary>
    public HttpContent? Content { get; init; }

    /// <summary>Whether the body is a file, which may take longer.</summary>
    public bool IsFile { get; init; }

    /// <summary>The address below a root, with further parameters after the request's own.</summary>
    public Uri Address(
        Uri graphBaseUrl, string graphVersion, params IEnumerable<(string Name, string Value)> more)
    {
        var query = string.Join('&', Query.Concat(more).Select(
            parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        var path = $"{graphBaseUrl.AbsoluteUri.TrimEnd('/')}/{graphVersion}/{string.Join('/', Path)}";
        return new(query.Length == 0 ? path : $"{path}?{query}");
    }

    private static bool IsSegment(string segment) =>
        segment.Length > 0 && segment.All(one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-');
}
