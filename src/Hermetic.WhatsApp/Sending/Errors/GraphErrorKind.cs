namespace Hermetic.WhatsApp;

/// <summary>What an error of the Graph API is about, and so who can do something about it.</summary>
public enum GraphErrorKind
{
    /// <summary>Not in the catalogue.</summary>
    Unlisted = 0,

    /// <summary>The business's token, permissions, number or account: every message is refused until somebody
    /// mends it.</summary>
    Account,

    /// <summary>Registering the number, or its PIN; never the answer to a message.</summary>
    Registration,

    /// <summary>How the request was made: a mistake of the program.</summary>
    Request,

    /// <summary>This person cannot be reached.</summary>
    Unreachable,

    /// <summary>The person's identity key has changed.</summary>
    Identity,

    /// <summary>The person has said that they want no such messages.</summary>
    OptOut,

    /// <summary>The 24-hour window is closed: only a template may be sent.</summary>
    Window,

    /// <summary>Too much in too short a time.</summary>
    Rate,

    /// <summary>A passing fault on Meta's side.</summary>
    Passing,

    /// <summary>The template, its places, or its Flow.</summary>
    Template,

    /// <summary>A file.</summary>
    Media,

    /// <summary>Meta's rules for businesses, countries and marketing.</summary>
    Policy,

    /// <summary>Something was accepted and then lost on its way.</summary>
    Delivery,
}
