namespace Hermetic.WhatsApp;

/// <summary>What the check of a webhook's client certificate found. The zero value accepts nothing.</summary>
public enum ClientCertificateVerdict
{
    /// <summary>The caller presented none.</summary>
    Missing,

    /// <summary>What was presented cannot be read as a certificate.</summary>
    Malformed,

    /// <summary>The subject does not hold exactly one common name, and that the expected one.</summary>
    WrongName,

    /// <summary>Issued, but not for the authentication of clients (RFC 5280 §4.2.1.12).</summary>
    WrongPurpose,

    /// <summary>A certificate of the chain is expired or not yet valid.</summary>
    NotValidNow,

    /// <summary>No complete chain of correct signatures leads to the expected authority.</summary>
    Untrusted,

    /// <summary>Right chain, purpose, time and name.</summary>
    Accepted,
}

/// <summary>A verdict, and until when it may be relied on.</summary>
/// <param name="Verdict">What was found.</param>
/// <param name="ValidUntil">When the first certificate of the chain expires; of no meaning unless accepted.</param>
public readonly record struct ClientCertificateCheck(ClientCertificateVerdict Verdict, DateTimeOffset ValidUntil)
{
    /// <summary>The verdict at a later moment: a connection may live longer than the certificate.</summary>
    public ClientCertificateVerdict At(DateTimeOffset now) =>
        Verdict == ClientCertificateVerdict.Accepted && now > ValidUntil
            ? ClientCertificateVerdict.NotValidNow
            : Verdict;
}
