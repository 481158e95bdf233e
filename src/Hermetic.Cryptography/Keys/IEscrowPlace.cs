namespace Hermetic.Cryptography;

/// <summary>
/// A place of an escrow: two folders of small files, each of which is there whole or not at all. Nothing that it says
/// is believed: <see cref="Escrow"/> reads back what was written and whether what was destroyed is gone.
/// </summary>
public interface IEscrowPlace : IDisposable
{
    /// <summary>The kind's name in certificates, such as <c>directory</c>; it never changes.</summary>
    string Kind { get; }

    /// <summary>For the operator: where it is, never a secret.</summary>
    string Description { get; }

    /// <summary>What destroying a file there is worth.</summary>
    RootAssurance Assurance { get; }

    /// <summary>The names in a folder; none when it was never written to.</summary>
    /// <exception cref="EscrowException">It cannot be used now.</exception>
    ValueTask<IReadOnlyList<string>> ListAsync(string folder, CancellationToken cancel);

    /// <summary>A file, or null when there is none of this name.</summary>
    /// <exception cref="EscrowException">It cannot be used now.</exception>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(string folder, string name, CancellationToken cancel);

    /// <summary>Writes a file, in place of one of this name; durable when it returns, as far as the place can.</summary>
    /// <exception cref="EscrowException">It cannot be used now; the name may hold either.</exception>
    ValueTask WriteAsync(string folder, string name, ReadOnlyMemory<byte> content, CancellationToken cancel);

    /// <summary>Overwrites a file and removes it; does nothing when there is none.</summary>
    /// <exception cref="EscrowException">It cannot be used now; the file may be there still.</exception>
    ValueTask DestroyAsync(string folder, string name, CancellationToken cancel);
}

/// <summary>An escrow cannot be used as it is; the message is a sentence for the operator, without a secret.</summary>
public sealed class EscrowException : Exception
{
    /// <summary>Something about an escrow that only its operator can mend.</summary>
    /// <param name="message">What is wrong and what to do.</param>
    public EscrowException(string message) : base(message)
    {
    }
}
