namespace Hermetic.WhatsApp;

/// <summary>What the person is told after an error. Mostly nothing: they cannot be reached, or it is not
/// their concern. That what they sent could not be read, they are told by the kind of their message.</summary>
public enum PersonNotice
{
    /// <summary>Nothing.</summary>
    Nothing = 0,

    /// <summary>That a member of staff will answer: our answer failed for a reason of ours.</summary>
    StaffWillAnswer,
}
