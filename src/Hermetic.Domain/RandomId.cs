namespace Hermetic.Domain;

internal static class RandomId
{
    /// <summary>The one place where ids come from: 122 random bits, RFC 9562 version 4.</summary>
#pragma warning disable RS0030 // the id types are who may call it
    internal static Guid Next() => Guid.NewGuid();
#pragma warning restore RS0030
}
