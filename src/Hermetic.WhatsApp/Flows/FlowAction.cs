namespace Hermetic.WhatsApp;

/// <summary>What a Flows request asks for. The zero value asks for nothing.</summary>
public enum FlowAction
{
    /// <summary>No action.</summary>
    None = 0,

    /// <summary><c>ping</c>: Meta's health check; answer <see cref="FlowAnswers.Active"/>.</summary>
    Ping,

    /// <summary><c>data.error</c>: the phone could not use an answer; answer
    /// <see cref="FlowAnswers.Acknowledged"/>.</summary>
    ErrorNotification,

    /// <summary><c>INIT</c>: the person opened the form; answer its first screen.</summary>
    Init,

    /// <summary><c>BACK</c>: the person went back to a screen that wants fresh data.</summary>
    Back,

    /// <summary><c>data_exchange</c>: the person submitted a screen.</summary>
    DataExchange,
}
