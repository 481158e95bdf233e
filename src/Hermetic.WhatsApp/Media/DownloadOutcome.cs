namespace Hermetic.WhatsApp;

/// <summary>What came of one attempt to fetch a file. Exactly one of six cases.</summary>
public abstract record DownloadOutcome
{
    private DownloadOutcome()
    {
    }

    /// <summary>The sink has kept it.</summary>
    /// <param name="Length">In bytes.</param>
    public sealed record Complete(long Length) : DownloadOutcome;

    /// <summary>The address, or where it led, is not one that the token may be shown to. Never tried
    /// again.</summary>
    public sealed record ForeignAddress : DownloadOutcome;

    /// <summary>Larger than WhatsApp allows of its kind. Never tried again.</summary>
    public sealed record TooLarge : DownloadOutcome;

    /// <summary>The address is no longer good (it is for five minutes), or the file is gone: describe it
    /// again, and fetch it at once.</summary>
    public sealed record Expired : DownloadOutcome;

    /// <summary>Another length or another hash than announced. Trying again once may help.</summary>
    public sealed record Damaged : DownloadOutcome;

    /// <summary>No connection, a timeout, a broken answer: may be tried again.</summary>
    /// <param name="HttpStatus">The HTTP status when an answer came, else null.</param>
    public sealed record Failed(int? HttpStatus) : DownloadOutcome;
}
