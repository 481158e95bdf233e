using Hermetic.Cryptography;

namespace Hermetic.Storage;

/// <summary>The raw message object as WhatsApp sent it, with its contact object: unknown members survive.</summary>
public sealed class InboundContent : IContentKind
{
    public static string Kind => "inbound-message";
    public static int SchemaVersion => 1;
}

/// <summary>A message to send: kind, text, buttons.</summary>
public sealed class OutboundContent : IContentKind
{
    public static string Kind => "outbound-message";
    public static int SchemaVersion => 1;
}

/// <summary>A BSUID or phone number, so that a bucket can be retagged.</summary>
public sealed class IdentifierContent : IContentKind
{
    public static string Kind => "identifier";
    public static int SchemaVersion => 1;
}

/// <summary>How to reach a person in one conversation, and the name they show.</summary>
public sealed class PersonContent : IContentKind
{
    public static string Kind => "person";
    public static int SchemaVersion => 1;
}

/// <summary>The running flow of a conversation.</summary>
public sealed class DialogueContent : IContentKind
{
    public static string Kind => "dialogue";
    public static int SchemaVersion => 1;
}

/// <summary>Service, start and end of an appointment.</summary>
public sealed class AppointmentContent : IContentKind
{
    public static string Kind => "appointment";
    public static int SchemaVersion => 1;
}

/// <summary>When a person is to be reminded of an appointment, and in which language.</summary>
public sealed class ReminderContent : IContentKind
{
    public static string Kind => "reminder";
    public static int SchemaVersion => 1;
}

/// <summary>What WhatsApp told about the business's own account, as it came.</summary>
public sealed class AccountEventContent : IContentKind
{
    public static string Kind => "account-event";
    public static int SchemaVersion => 1;
}

/// <summary>At most 64 KB of a picture, voice message, video or document.</summary>
public sealed class MediaContent : IContentKind
{
    public static string Kind => "media";
    public static int SchemaVersion => 1;
}

/// <summary>At most 64 KB of the copy of a person's data, under a key that needs the code, too.</summary>
public sealed class ExportContent : IContentKind
{
    public static string Kind => "export";
    public static int SchemaVersion => 1;
}

/// <summary>A webhook element that could not be typed.</summary>
public sealed class ParkedContent : IContentKind
{
    public static string Kind => "parked-element";
    public static int SchemaVersion => 1;
}

/// <summary>Why a person's data must be kept for now.</summary>
public sealed class HoldContent : IContentKind
{
    public static string Kind => "legal-hold";
    public static int SchemaVersion => 1;
}

/// <summary>The personal details of a ledger entry, sealed before they are hashed.</summary>
public sealed class LedgerDetail : IContentKind
{
    public static string Kind => "ledger-detail";
    public static int SchemaVersion => 1;
}

/// <summary>A key of ASP.NET Core's data protection, as it writes it.</summary>
public sealed class DataProtectionContent : IContentKind
{
    public static string Kind => "data-protection-key";
    public static int SchemaVersion => 1;
}

/// <summary>The private key for WhatsApp Flows, PKCS#8.</summary>
public sealed class FlowKeyContent : IContentKind
{
    public static string Kind => "flow-key";
    public static int SchemaVersion => 1;
}

/// <summary>What a person of the business is called.</summary>
public sealed class StaffContent : IContentKind
{
    public static string Kind => "staff";
    public static int SchemaVersion => 1;
}

/// <summary>A passkey as its authenticator registered it: id, public key, counter, flags, and what its owner calls it.</summary>
public sealed class PasskeyContent : IContentKind
{
    public static string Kind => "passkey";
    public static int SchemaVersion => 1;
}

/// <summary>When a session began and was last used, until when it may do dangerous things, and from where.</summary>
public sealed class SessionContent : IContentKind
{
    public static string Kind => "staff-session";
    public static int SchemaVersion => 1;
}
