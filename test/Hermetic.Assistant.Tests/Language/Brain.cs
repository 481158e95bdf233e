using System.Text;
using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests.Language;

/// <summary>
/// One brain for all tests (making it trains the model) and a Wednesday morning to speak on.
/// </summary>
internal static class Brain
{
    public static readonly LocalDateTime Wednesday = new(2026, 11, 18, 10, 15);

    public static EmbeddedBrain English { get; } = new();

    public static Understanding Hears(string text) => Hears(text, Wednesday);

    public static Understanding Hears(string text, LocalDateTime reference) =>
        English.Understand(Encoding.UTF8.GetBytes(text), reference);
}
