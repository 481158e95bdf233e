using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Console;

/// <summary>Whoever acted, as people call them: the ledger has ids only, so that erasing a name erases it everywhere.</summary>
internal sealed class ActorNames(StaffNames staff)
{
    private const string Staff = "staff:";

    /// <summary>What each actor is called, by actor as the ledger writes it.</summary>
    internal async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> actors, CancellationToken cancel)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var actor in actors.Distinct(StringComparer.Ordinal))
            names[actor] = await OfAsync(actor, cancel);
        return names;
    }

    /// <summary>Everybody of the console whom one may look for, by actor.</summary>
    internal async Task<IReadOnlyList<(string Actor, string Name)>> TeamAsync(CancellationToken cancel) =>
        [.. (await staff.AllAsync(cancel)).Select(one => (Caller.Staff(one.Id).Actor, one.Name))];

    private async ValueTask<string> OfAsync(string actor, CancellationToken cancel)
    {
        if (!actor.StartsWith(Staff, StringComparison.Ordinal) || !Guid.TryParse(actor[Staff.Length..], out var id))
            return Texts.LedgerPage.Actor(actor);
        if (id == Guid.Empty || id == StaffDesk.Somebody.Value)
            return Texts.LedgerPage.AtTheMachine;
        return StaffPeer.Of(StaffId.From(id)) is { } peer
            ? Texts.LedgerPage.Machine(peer.ToString())
            : await staff.OfAsync(StaffId.From(id), cancel);
    }
}
