using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>What is kept about a person, on paper.</summary>
internal sealed class PaperRecord(SubjectId person) : IPersonRecord
{
    /// <summary>Whose record it hands out; a broken host would hand out somebody else's.</summary>
    internal SubjectId Owner { get; set; } = person;

    internal PersonSummary Summary { get; set; } = new()
    {
        ProfileName = PersonName.Shown("Ana"u8),
        ProfileNameSince = new LocalDate(2026, 11, 2),
        NumberEnd = 8,
        Received = 12,
        Sent = 11,
        Oldest = new LocalDate(2026, 11, 2),
    };

    /// <summary>What comes of an export; null for a download.</summary>
    internal CallOutcome? Instead { get; set; }

    internal CallOutcome Export(ZonedDateTime now) => Instead ?? new CallOutcome.Exported(new(
        "https://salon.example/export/1", "K7QM-2XWD-9FHT"u8.ToArray(), now.PlusHours(24)));

    /// <summary>Whether what is kept must be kept for now.</summary>
    internal bool OnHold { get; set; }

    public ValueTask<Labeled<bool>> IsOnHoldAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<bool>(OnHold, new Label(Integrity.Operator, Owner)));

    public ValueTask<Labeled<PersonSummary>> SummaryAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<PersonSummary>(Summary, new Label(Integrity.Operator, Owner)));
}
