using System.Text.RegularExpressions;

namespace Hermetic.Simulator;

/// <summary>A message template as Meta keeps it.</summary>
/// <param name="Name">Lower case, digits and underscores.</param>
/// <param name="Language">Such as <c>en_US</c> or <c>de</c>; another language is another template.</param>
/// <param name="Category">UTILITY, MARKETING or AUTHENTICATION.</param>
/// <param name="Body">
/// The text with its parameters: positional <c>{{1}}</c> or named <c>{{first_name}}</c>, not both.
/// </param>
public sealed partial record SimulatedTemplate(string Name, string Language, string Category, string Body)
{
    public const string Utility = "UTILITY";
    public const string Marketing = "MARKETING";
    public const string Authentication = "AUTHENTICATION";

    public const string Approved = "APPROVED";
    public const string Paused = "PAUSED";
    public const string Disabled = "DISABLED";
    public const string Rejected = "REJECTED";
    public const string Pending = "PENDING";

    /// <summary>
    /// Text with at most one parameter, or <c>IMAGE</c>, <c>VIDEO</c>, <c>DOCUMENT</c>, <c>LOCATION</c>.
    /// </summary>
    public string? Header { get; init; }

    public string? Footer { get; init; }

    /// <summary>
    /// The buttons in their order: QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, CATALOG and what
    /// Meta adds.
    /// </summary>
    public IReadOnlyList<TemplateButton> Buttons { get; init; } = [];

    /// <summary>Only approved templates are sent.</summary>
    public string State { get; init; } = Approved;

    /// <summary>The template that every new account has.</summary>
    public static SimulatedTemplate HelloWorld { get; } = new(
        "hello_world", "en_US", Utility,
        "Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message " +
        "notification from the Cloud API, hosted by Meta.")
    {
        Header = "Hello World",
        Footer = "WhatsApp Business Platform sample message",
    };

    /// <summary>The names in the body, in the order of their first appearance.</summary>
    internal IReadOnlyList<string> BodyParameters => Parameters(Body);

    internal static IReadOnlyList<string> Parameters(string text) =>
        [.. Parameter().Matches(text).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal)];

    /// <summary>The text as the person sees it.</summary>
    internal static string Fill(string text, IReadOnlyDictionary<string, string> values) =>
        Parameter().Replace(text, match => values.GetValueOrDefault(match.Groups["name"].Value, match.Value));

    [GeneratedRegex(@"\{\{(?<name>\w+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();
}

/// <summary>A button below a template.</summary>
/// <param name="Kind">QUICK_REPLY, URL, PHONE_NUMBER, COPY_CODE, OTP, FLOW, CATALOG and so on.</param>
/// <param name="Text">What stands on it.</param>
public sealed record TemplateButton(string Kind, string Text)
{
    /// <summary>The address of a URL button; with <c>{{1}}</c> at its end the send completes it.</summary>
    public string? Url { get; init; }
}
