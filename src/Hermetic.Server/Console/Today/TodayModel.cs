namespace Hermetic.Server.Console;

/// <summary>How much something matters: the shape and the word differ, not only the colour.</summary>
public enum Urgency
{
    /// <summary>Act now.</summary>
    Failing,

    /// <summary>Somebody should look at it.</summary>
    Stale,
}

/// <summary>Something that needs a person: how much of it, what it is, and the one thing to do.</summary>
/// <param name="Link">Where it is done; null when <paramref name="Todo"/> says how.</param>
/// <param name="Post">Whether the link is a form's: what it does is done at once.</param>
public sealed record TodayCard(Urgency Urgency, long Count, string Title, string What, string Todo, string? Link = null, bool Post = false);

/// <summary>What needs a person, of that which somebody may see.</summary>
/// <param name="Name">Who looks.</param>
/// <param name="Waiting">Null when they may read no conversation.</param>
public sealed record TodayModel(
    string Name, IReadOnlyList<ListedConversation>? Waiting, IReadOnlyList<TodayCard> Cards, PageClock Clock)
{
    /// <summary>So many of who waits stand here; the others are in the inbox.</summary>
    public const int Most = 5;

    /// <summary>Nothing needs anybody.</summary>
    public bool IsAllClear => Waiting is null or [] && Cards.Count == 0;
}
