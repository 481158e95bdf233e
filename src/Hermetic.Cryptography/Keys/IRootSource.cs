namespace Hermetic.Cryptography;

/// <summary>A kind of root provider as it is configured: makes the root of a new deployment, opens that of an
/// old one.</summary>
public interface IRootSource
{
    /// <summary>The kind's name in the configuration and in the key ring's file, such as <c>file</c>; it
    /// never changes.</summary>
    string Kind { get; }

    /// <summary>Makes what a new deployment needs. What is left of an earlier attempt protected
    /// nothing.</summary>
    /// <exception cref="RootProviderException">It cannot be used, and says why.</exception>
    ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel);

    /// <summary>Opens what <see cref="CreateAsync"/> made; makes nothing.</summary>
    /// <exception cref="RootProviderException">It cannot be used, and says why.</exception>
    /// <exception cref="KeyDirectoryException">Its file in the key directory is missing or
    /// damaged.</exception>
    ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel);
}
