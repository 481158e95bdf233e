namespace Hermetic.Simulator;

/// <summary>The advertisement or post that led a person here: <c>messages[].referral</c>.</summary>
/// <param name="SourceType"><c>ad</c> or <c>post</c>.</param>
public sealed record Referral(string SourceUrl, string SourceId, string SourceType)
{
    public string? Headline { get; init; }
    public string? Body { get; init; }

    /// <summary><c>image</c> or <c>video</c>; <see cref="MediaUrl"/> then says where it is.</summary>
    public string? MediaType { get; init; }

    public string? MediaUrl { get; init; }

    /// <summary>The click's id, when the person allowed it.</summary>
    public string? ClickId { get; init; }

    /// <summary>The greeting that the advertisement showed.</summary>
    public string? WelcomeText { get; init; }
}
