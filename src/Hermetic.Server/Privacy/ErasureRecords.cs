using Hermetic.Domain;

namespace Hermetic.Server.Privacy;

/// <summary>What the ledger says of an erasure after it has begun; the person's request is their own action.</summary>
internal static class ErasureRecords
{
    private static readonly Caller _privacy = Caller.Service("privacy");

    internal static AccessRecord Erased(SubjectId person) => Of("subject.erased", person);

    internal static AccessRecord Certified(SubjectId person) => Of("subject.erasure-certified", person);

    internal static AccessRecord Fetched(SubjectId person) => Of("subject.certificate-fetched", person);

    private static AccessRecord Of(string action, SubjectId person) =>
        new(action, _privacy.Actor, Target.Of(person), Allowed: true);
}
