using System.Text.Json.Serialization;

namespace Hermetic.Server.Console;

/// <summary>In whose hands a conversation is, in the order in which it should be looked at.</summary>
public enum Standing
{
    /// <summary>Somebody may be in danger, and waits.</summary>
    Emergency,

    /// <summary>Somebody waits for a person of the business.</summary>
    Waiting,

    /// <summary>A person of the business is in charge and has the last word.</summary>
    WithPerson,

    /// <summary>The assistant answers.</summary>
    WithAssistant,
}

/// <summary>Why a conversation needs a person.</summary>
public sealed record CallReason(string Words, bool Emergency);

/// <summary>Since when somebody waits for a person, and with how many messages.</summary>
public sealed record WaitingSince(long Messages, DateTimeOffset Since);

/// <summary>A conversation in a list, as the staff's desk writes it.</summary>
/// <param name="Name">Null when the person shows none.</param>
/// <param name="Waiting">Null while the business has the last word.</param>
/// <param name="Unanswered">Messages that have not had their turn.</param>
/// <param name="Parked">Messages of which nobody knows whether they arrived.</param>
/// <param name="Undelivered">Those, and what did not arrive.</param>
public sealed record ListedConversation(
    Guid Id, string? Name, string State, CallReason? Reason, WaitingSince? Waiting, long Unanswered, long Parked, long Undelivered)
{
    /// <summary>In whose hands it is.</summary>
    [JsonIgnore]
    public Standing Standing => Standings.Of(State, Reason, Waiting);
}

/// <summary>What the inbox shows.</summary>
/// <param name="IsAll">Everybody, where somebody wrote last first; else who needs a person, or has one.</param>
/// <param name="Later">Where the next piece begins; null when this is the last.</param>
public sealed record InboxModel(bool IsAll, IReadOnlyList<ListedConversation> Conversations, long? Later, PageClock Clock)
{
    /// <summary>Emergencies first, then who has waited longest.</summary>
    internal IEnumerable<ListedConversation> Waiting => Conversations
        .Where(one => one.Waiting is not null)
        .OrderBy(one => one.Standing).ThenBy(one => one.Waiting!.Since);

    /// <summary>A person of the business is in charge and has the last word.</summary>
    internal IEnumerable<ListedConversation> WithPeople => Conversations.Where(one => one.Standing == Standing.WithPerson);
}

internal static class Standings
{
    internal static Standing Of(string state, CallReason? reason, WaitingSince? waiting) => (state, waiting) switch
    {
        ("human", not null) => reason?.Emergency == true ? Standing.Emergency : Standing.Waiting,
        ("human", null) => Standing.WithPerson,
        _ => Standing.WithAssistant,
    };
}
