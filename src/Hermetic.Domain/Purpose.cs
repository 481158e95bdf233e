namespace Hermetic.Domain;

/// <summary>Why personal data is processed (GDPR Art. 5(1)(b)). The zero value allows nothing.</summary>
public enum Purpose
{
    None,

    /// <summary>Answering a question about the business.</summary>
    AnswerEnquiry,

    /// <summary>Making, listing or cancelling an appointment.</summary>
    BookAppointment,

    /// <summary>A right of GDPR Art. 15 to 21: access, erasure, rectification, objection.</summary>
    PrivacyRequest,

    /// <summary>STOP and START: whether the person wants to hear from the business at all.</summary>
    Preference,

    /// <summary>Bringing a person of the business into the chat.</summary>
    HumanSupport,

    /// <summary>Somebody is in danger (GDPR Art. 6(1)(d)): they are told where help is, whoever is in charge.</summary>
    Emergency,
}
