using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Privacy;

/// <summary>
/// Why somebody's data must be kept for now, as it was sealed and is opened. It may say a lot about the person, so it lies
/// under their key, and is in their copy.
/// </summary>
internal static class KeptHold
{
    /// <summary>Bytes of UTF-8 that a reason may have.</summary>
    internal const int LongestReason = 2000;

    internal static Sealed<HoldContent> Seal(ContentKey key, Guid hold, SubjectId person, ReadOnlySpan<byte> reason) =>
        key.Seal<HoldContent>(reason, Context(hold, person));

    /// <summary>The caller disposes it.</summary>
    internal static SecretBuffer Open(ContentKey key, LegalHold hold) =>
        key.Open(hold.Reason, Context(hold.Id, hold.Subject)).Keep();

    private static SealContext Context(Guid hold, SubjectId person) =>
        new("legal_hold", "envelope", hold, 1, person.Value);
}
