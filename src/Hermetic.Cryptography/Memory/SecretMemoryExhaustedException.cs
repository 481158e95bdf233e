namespace Hermetic.Cryptography;

/// <summary>
/// Secret memory cannot give another block: the budget is spent, or no memory of the demanded tier is left.
/// The caller answers "try again later" (503); it never falls back to other memory.
/// </summary>
public sealed class SecretMemoryExhaustedException : Exception
{
    internal SecretMemoryExhaustedException(string message) : base(message)
    {
    }
}
