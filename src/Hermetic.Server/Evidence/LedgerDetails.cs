using System.Text.Json;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Evidence;

/// <summary>The personal half of a ledger entry: the exact time, sealed under the person's key before it is hashed.</summary>
internal static class LedgerDetails
{
    internal static Sealed<LedgerDetail> Seal(
        ContentKey key, Guid about, SubjectId subject, DateTimeOffset? at, SecretArena arena)
    {
        using var content = new SecretWriter(arena);
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            if (at is { } moment)
                json.WriteString("at"u8, moment);
            json.WriteEndObject();
        }
        return key.Seal<LedgerDetail>(content.WrittenSpan, new SealContext("ledger_entry", "sealed", about, 1, subject.Value));
    }
}
