using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Hermetic.Server.Console;

/// <summary>
/// WhatsApp's marks: *bold*, _italic_, ~struck~, ```mono```. Only text and four known elements come of it, so that a message
/// cannot become markup; an address stays text.
/// </summary>
public sealed partial class Words : ComponentBase
{
    /// <summary>As it was written.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Write(builder, Text, depth: 0);
    }

    private static void Write(RenderTreeBuilder builder, string text, int depth)
    {
        var end = 0;
        // Each mark is another than the ones around it, so that there are three levels at most.
        foreach (var match in depth < 3 ? Find(text) : [])
        {
            builder.AddContent(0, text[end..match.Index]);
            builder.OpenElement(1, Element(match));
            if (match.Groups["mono"].Success)
                builder.AddContent(2, match.Groups["mono"].Value);
            else
                Write(builder, match.Groups["inner"].Value, depth + 1);
            builder.CloseElement();
            end = match.Index + match.Length;
        }
        builder.AddContent(3, text[end..]);
    }

    /// <summary>None in a text that takes too long: it is shown as it is.</summary>
    private static List<Match> Find(string text)
    {
        try
        {
            return Marked().Matches(text).ToList<Match>();
        }
        catch (RegexMatchTimeoutException)
        {
            return [];
        }
    }

    private static string Element(Match match) => match.Groups["mark"].Value switch
    {
        "*" => "strong",
        "_" => "em",
        "~" => "s",
        _ => "code",
    };

    // 100 ms: a message has at most 4,096 characters, and one that takes longer was written for that.
    [GeneratedRegex(
        """```(?<mono>[^`]+)```|(?<![\w*_~])(?<mark>[*_~])(?!\s)(?<inner>[^\n]+?)(?<!\s)\k<mark>(?![\w*_~])""",
        RegexOptions.ExplicitCapture, 100)]
    private static partial Regex Marked();
}
