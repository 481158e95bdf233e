using System.Text.Json;
using Hermetic.Domain;

namespace Hermetic.Server.Privacy;

/// <summary>What the ledger says of an erasure that somebody else than the person began: why, beside who.</summary>
internal static class ErasureReasons
{
    internal static AccessRecord Record(Caller caller, SubjectId person, ErasureReason reason) => new(
        $"subject.erase-reason.{Name(reason)}", caller.Actor, Target.Of(person), Allowed: true);

    /// <summary>One word, as the command line takes it.</summary>
    internal static string Name(ErasureReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
