using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>One message with all that its answer depends on.</summary>
/// <param name="Said">
/// What the person did. Its label names the person; a forwarded text is <see cref="Integrity.Outside"/>, own
/// words and verified buttons are <see cref="Integrity.Subject"/>.
/// </param>
/// <param name="Now">The present in the business's zone.</param>
/// <param name="FirstContact">True until the person has been told who answers and what is kept.</param>
public sealed record TurnInput(
    Labeled<Utterance> Said, DialogueState State, ZonedDateTime Now, bool FirstContact)
{
    /// <summary>A person of the business is in charge of the conversation.</summary>
    public bool HumanInCharge { get; init; }

    /// <summary>The person; throws when the message belongs to nobody.</summary>
    public SubjectId Person => Said.Label.Owner
        ?? throw new InvalidOperationException("A message belongs to the person who sent it.");
}
