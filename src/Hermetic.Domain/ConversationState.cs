namespace Hermetic.Domain;

/// <summary>Who answers in a conversation. In the zero value the assistant is silent.</summary>
public enum ConversationState
{
    /// <summary>
    /// A person of the business; the assistant stays silent until they release the conversation.
    /// </summary>
    HumanInCharge,

    /// <summary>The assistant.</summary>
    Automated,
}
