namespace Hermetic.WhatsApp;

/// <summary>What a message says; one record per kind, in this folder.</summary>
public abstract record MessageContent
{
    private protected MessageContent()
    {
    }
}
