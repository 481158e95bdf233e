using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Keys;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

/// <summary>
/// What people do not want: everything (STOP) or marketing (WhatsApp's own switch). It holds for every identifier that
/// WhatsApp ever gave for the person, not only for the one they wrote with.
/// </summary>
internal sealed class Preferences(Database database, Vault vault)
{
    /// <summary>The person's tags in the list of those who said STOP.</summary>
    internal List<Tag> StopTags(KeyLease key, SubjectId person) =>
        TagsOf(key, person, static (ring, identifier) => ring.SuppressionTag(identifier));

    /// <summary>The person's tags in the list of those who want no marketing.</summary>
    internal List<Tag> MarketingTags(KeyLease key, SubjectId person) =>
        TagsOf(key, person, static (ring, identifier) => ring.MarketingTag(identifier));

    internal bool Contains(IReadOnlyList<Tag> tags) =>
        database.Read(session => tags.Any(tag => Suppressions.Contains(session, tag)));

    private List<Tag> TagsOf(KeyLease key, SubjectId person, TagOf tagOf)
    {
        var tags = new List<Tag>();
        foreach (var identifier in database.Read(session => Subjects.IdentifiersOf(session, person)))
        {
            using var value = key.Key.Open(identifier.Sealed, Identifier.Context(identifier.Row, person));
            // What somebody said with a number they gave up does not bind who has it now.
            if ((IdentifierKind)value.Utf8[0] != IdentifierKind.FormerPhoneNumber)
                tags.Add(tagOf(vault.Ring, value.Utf8[1..]));
        }
        return tags;
    }

    private delegate Tag TagOf(KeyRing ring, ReadOnlySpan<byte> identifier);
}
