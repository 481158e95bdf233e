using NodaTime;

namespace Hermetic.Assistant;

/// <summary>
/// Understands one message. The built-in one needs no network, key or weights; a model may stand in for it.
/// </summary>
public interface IBrain
{
    /// <param name="utf8">
    /// The message, at most 4,096 characters; only the first 1,000 tokens are read.
    /// </param>
    /// <param name="reference">Local wall time at which it was said.</param>
    Understanding Understand(ReadOnlySpan<byte> utf8, LocalDateTime reference);
}
