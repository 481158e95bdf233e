using System.Text.Json;
using Hermetic.Domain;

namespace Hermetic.Server.Staff;

/// <summary>Why somebody of the business opens a conversation: from a fixed list, so that the ledger stays nobody's text.</summary>
public enum ReadingPurpose
{
    /// <summary>Nobody asked.</summary>
    None,

    /// <summary>To help the person with what they want.</summary>
    Support,

    /// <summary>The person complains, or somebody does about the conversation.</summary>
    Complaint,

    /// <summary>A right over their data (GDPR Art. 15 to 22).</summary>
    PrivacyRequest,

    /// <summary>To see whether the business and its assistant answer well.</summary>
    Quality,
}

/// <summary>What the ledger says of a purpose, in the commit of the reading.</summary>
internal static class ReadingPurposes
{
    internal static AccessRecord Record(Caller caller, Target target, ReadingPurpose purpose) =>
        new($"conversation.purpose.{Name(purpose)}", caller.Actor, target, Allowed: true);

    /// <summary>One word, as it stands in an address too.</summary>
    internal static string Name(ReadingPurpose purpose) => JsonNamingPolicy.KebabCaseLower.ConvertName(purpose.ToString());

    /// <summary>None for what is no purpose.</summary>
    internal static ReadingPurpose Parse(string? word) => Enum.GetValues<ReadingPurpose>()
        .FirstOrDefault(purpose => purpose != ReadingPurpose.None && Name(purpose) == word);
}
