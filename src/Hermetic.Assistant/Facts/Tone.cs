namespace Hermetic.Assistant;

/// <summary>Where a business wants to sound like itself; null = the assistant's own words.</summary>
/// <param name="Greeting">Instead of "Hello.", at most 100 characters.</param>
/// <param name="Courtesy">In answer to thanks, instead of "You are welcome.", at most 100 characters.</param>
public sealed record Tone(string? Greeting, string? Courtesy);
