namespace Hermetic.Cryptography;

/// <summary>The key directory cannot be used; the message says why, in a sentence for the operator.</summary>
public sealed class KeyDirectoryException : Exception
{
    /// <summary>A state of the keys that only the owner of the data can recognise, such as keys without data.</summary>
    /// <param name="message">A plain sentence: what is wrong and what to do; never key material.</param>
    public KeyDirectoryException(string message) : base(message)
    {
    }

    internal KeyDirectoryException(string message, Exception cause) : base(message, cause)
    {
    }
}
