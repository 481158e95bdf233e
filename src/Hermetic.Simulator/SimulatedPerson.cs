namespace Hermetic.Simulator;

/// <summary>Someone who writes to the business.</summary>
/// <param name="Name">The profile name that webhooks carry.</param>
/// <param name="PhoneNumber">
/// Digits with country code, no <c>+</c>; null for a person who is known by BSUID only.
/// </param>
/// <param name="UserId">Business-scoped user id, such as <c>US.13491208655302741918</c>.</param>
public sealed record SimulatedPerson(string Name, string? PhoneNumber, string UserId)
{
    /// <summary>The name that the person chose in WhatsApp; <c>contacts[].profile.username</c>.</summary>
    public string? Username { get; init; }

    /// <summary>The user id of the portfolio above, such as <c>US.ENT.11815799212886844830</c>.</summary>
    public string? ParentUserId { get; init; }

    /// <summary>
    /// The hash of the Signal identity key. Null when the business did not switch the identity-change check
    /// on: webhooks then carry none, and a send that names one is not compared.
    /// </summary>
    public string? IdentityKeyHash { get; init; }

    /// <summary>So many people with different numbers; every third is known by user id only.</summary>
    public static IReadOnlyList<SimulatedPerson> Crowd(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new SimulatedPerson(
            i < _names.Length ? _names[i] : $"{_names[i % _names.Length]} {i / _names.Length + 1}",
            i % 3 == 2 ? null : $"49151{10_000_000 + i}", $"DE.{13491208655300000000UL + (ulong)i}")),
    ];

    private static readonly string[] _names =
        ["Ana", "Ben", "Chiara", "Deniz", "Emil", "Fatima", "Grete", "Hugo", "Ines", "Jonas"];
}
