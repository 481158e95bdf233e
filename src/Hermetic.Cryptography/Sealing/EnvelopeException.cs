namespace Hermetic.Cryptography;

/// <summary>Why an envelope did not open.</summary>
public enum EnvelopeFailure
{
    /// <summary>The bytes are no HV1 envelope, or its padding is none.</summary>
    Format,

    /// <summary>The envelope names another key than the one used.</summary>
    WrongKey,

    /// <summary>The commitment does not match: another key, another place (context), or altered bytes.</summary>
    Commitment,

    /// <summary>Key and place are right, the ciphertext was altered.</summary>
    Authentication,

    /// <summary>The envelope names a version of the key that is not in the ring: destroyed, or made since.</summary>
    UnknownVersion,
}

/// <summary>A sealed value did not open. It never carries content.</summary>
public sealed class EnvelopeException : Exception
{
    internal EnvelopeException(EnvelopeFailure reason) : base(Sentence(reason)) => Reason = reason;

    /// <summary>Why.</summary>
    public EnvelopeFailure Reason { get; }

    private static string Sentence(EnvelopeFailure reason) => reason switch
    {
        EnvelopeFailure.WrongKey => "The envelope names another key.",
        EnvelopeFailure.Commitment => "The envelope was sealed under another key or for another place.",
        EnvelopeFailure.Authentication => "The envelope was altered.",
        EnvelopeFailure.UnknownVersion =>
            "The envelope names a version of its key that the key ring does not hold: it was destroyed, or the ring is older.",
        _ => "The bytes are not an HV1 envelope.",
    };
}
