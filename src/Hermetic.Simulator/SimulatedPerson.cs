namespace Hermetic.Simulator;

/// <summary>Someone who writes to the business.</summary>
/// <param name="Name">The profile name that webhooks carry.</param>
/// <param name="PhoneNumber">
/// Digits with country code, no <c>+</c>; null for a person who is known by BSUID only.
/// </param>
/// <param name="UserId">Business-scoped user id, such as <c>US.13491208655302741918</c>.</param>
public sealed record SimulatedPerson(string Name, string? PhoneNumber, string UserId);
