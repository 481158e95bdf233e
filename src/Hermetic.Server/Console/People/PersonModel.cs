using System.Text.Json.Serialization;
using Hermetic.Storage;

namespace Hermetic.Server.Console;

/// <summary>Somebody who was found, as the desk writes it.</summary>
/// <param name="Conversations">Null while they are being erased.</param>
public sealed record FoundPerson(Guid Id, string State, IReadOnlyList<NamedConversation>? Conversations)
{
    /// <summary>As they are called, wherever they wrote; empty when they show no name.</summary>
    [JsonIgnore]
    public string Name => string.Join(
        ", ", (Conversations ?? []).Select(one => one.Name).OfType<string>().Where(name => name.Length > 0)
            .Distinct(StringComparer.Ordinal));
}

/// <param name="Name">Null when the person shows none.</param>
public sealed record NamedConversation(Guid Id, string? Name);

/// <summary>What one table holds of a person.</summary>
/// <param name="Category">Of the register of data locations.</param>
/// <param name="LastGoes">Null where no day is known, or another rule than age ends it.</param>
public sealed record HeldRows(
    string Location, string Category, long Rows, string Rule, DateOnly? Oldest = null, DateOnly? Newest = null,
    DateOnly? LastGoes = null);

/// <summary>Why and since when somebody is not erased.</summary>
/// <param name="Since">An hour, as the ledger writes it.</param>
/// <param name="ErasureWished">Since when they wait to be erased; null when they do not.</param>
/// <param name="Reason">Null where it is not told.</param>
public sealed record HoldOfPerson(Guid Id, string Since, string By, string? ErasureWished = null, string? Reason = null);

/// <summary>What a second person has to approve.</summary>
/// <param name="Act">erase, or release.</param>
/// <param name="Staff">Who asked, by id.</param>
/// <param name="Until">An hour, as the ledger writes it.</param>
public sealed record WaitingAct(Guid Approval, string Act, Guid Person, string By, Guid Staff, string Until, string? Reason = null);

/// <param name="ListsOfEverybody">How often a list was opened on which they may have stood.</param>
/// <param name="Hours">In which somebody looked at them alone, as the ledger writes hours.</param>
public sealed record LooksAtPerson(long ListsOfEverybody, IReadOnlyList<string> Hours);

/// <param name="Index">Its number in the ledger; null until it has one.</param>
/// <param name="Hour">As the ledger writes it.</param>
public sealed record ActOnPerson(string Hour, string Action, string Actor, long? Index = null);

/// <summary>What is held about a person, as the desk writes it; nothing of its content.</summary>
/// <param name="Recorded">How many entries the ledger has about them; the newest are in <paramref name="Record"/>.</param>
public sealed record ShownPerson(
    Guid Id, string State, IReadOnlyList<HeldRows> Held, IReadOnlyList<WaitingAct> Waiting, LooksAtPerson Looks,
    long Recorded, IReadOnlyList<ActOnPerson> Record, HoldOfPerson? Hold = null)
{
    /// <summary>In either direction.</summary>
    [JsonIgnore]
    public long Messages => Rows("inbox") + Rows("outbox");

    /// <summary>Kept or cancelled, whenever they are.</summary>
    [JsonIgnore]
    public long Appointments => Rows("appointment");

    private long Rows(string table) => Held.Where(one => one.Location == table).Sum(one => one.Rows);
}

/// <summary>What somebody who looks at a person may do with their data.</summary>
/// <param name="IsSteppedUp">They have just shown a passkey.</param>
/// <param name="NeedsTwo">What they ask for has to be approved by somebody else.</param>
/// <param name="Approvable">What waits, and was asked for by somebody else for certain.</param>
public sealed record RightsOverPerson(
    bool Export, bool Erase, bool Hold, bool ReadLedger, bool IsSteppedUp, bool NeedsTwo, IReadOnlySet<Guid> Approvable)
{
    /// <summary>Anything for which a passkey is asked.</summary>
    internal bool Any => Export || Erase || Hold;
}

/// <summary>What the page of a person shows.</summary>
/// <param name="Actors">What whoever is on record is called, by actor.</param>
/// <param name="Problem">Why what was asked for was not done.</param>
public sealed record PersonModel(
    ShownPerson Person, RightsOverPerson Rights, IReadOnlyDictionary<string, string> Actors, PageClock Clock,
    string? Problem = null)
{
    /// <summary>So many acts are on the page, the newest.</summary>
    internal const int MostActs = 40;

    /// <summary>What people did, the newest first; what the service does with every message is in the ledger.</summary>
    internal IEnumerable<ActOnPerson> Acts =>
        Person.Record.Where(act => !act.Actor.StartsWith("service:", StringComparison.Ordinal)).Reverse().Take(MostActs);
}

/// <summary>How far somebody's erasure is.</summary>
/// <param name="Entry">The entry that certifies it; null before, and for whoever may not read the ledger.</param>
public sealed record ErasureModel(Guid Id, ErasureState State, long? Entry);

/// <summary>The page on which somebody is looked for.</summary>
/// <param name="Found">Null before somebody was looked for.</param>
/// <param name="Waiting">What a second person has to approve.</param>
public sealed record PeopleModel(IReadOnlyList<FoundPerson>? Found, IReadOnlyList<WaitingAct> Waiting, PageClock Clock);
