namespace Hermetic.Server.Demo;

/// <summary>A step of the tour could not be taken; the message says what happened and what to do.</summary>
/// <param name="code">As the page shows it, such as <c>TOUR-1</c>.</param>
internal sealed class TourException(string code, string sentence) : Exception(sentence)
{
    internal string Code { get; } = code;
}
