namespace Hermetic.Cryptography;

/// <summary>The key directory cannot be used; the message says why, in a sentence for the operator.</summary>
public sealed class KeyDirectoryException : Exception
{
    internal KeyDirectoryException(string message) : base(message)
    {
    }

    internal KeyDirectoryException(string message, Exception cause) : base(message, cause)
    {
    }
}
