using Hermetic.Domain;
using Hermetic.Server.Staff;
using Hermetic.Storage;
using Hermetic.Storage.Identity;

namespace Hermetic.Server.Identity;

/// <summary>What people of the business are called, for those who read what they did.</summary>
internal sealed class StaffNames(Database database, IdentityFacts facts)
{
    /// <summary>Whose id is known no more, or was never anybody's of their own.</summary>
    private const string Unknown = "somebody";

    /// <summary>As they are called in the console, or as the kernel tells them from others.</summary>
    internal async ValueTask<string> OfAsync(StaffId id, CancellationToken cancel)
    {
        if (StaffPeer.Of(id) is { } peer)
            return peer.ToString();
        return database.Read(session => StaffMembers.Find(session, id)) is { } member
            ? (await facts.OpenAsync(member, cancel)).Name
            : Unknown;
    }

    /// <summary>Everybody who was ever let in to the console, whoever came first first.</summary>
    internal async ValueTask<IReadOnlyList<(StaffId Id, string Name)>> AllAsync(CancellationToken cancel)
    {
        var all = new List<(StaffId, string)>();
        foreach (var member in database.Read(StaffMembers.All))
            all.Add((member.Id, (await facts.OpenAsync(member, cancel)).Name));
        return all;
    }
}
