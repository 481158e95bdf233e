namespace Hermetic.Cryptography;

/// <summary>
/// A root provider that is a file of 32 random bytes. It protects against the loss of a database or of a backup,
/// not against the loss of the machine.
/// </summary>
public sealed class FileRoot : IRootProvider
{
    internal const string FileName = "root.key";
    private readonly ContentKey _key;

    private FileRoot(string description, Guid deployment, SecretBuffer key)
    {
        Description = description;
        _key = new(KeyId.ForRoot(), deployment, key);
    }

    /// <inheritdoc/>
    public string Description { get; }

    internal static FileRoot Create(DurableDirectory directory, Guid deployment, SecretArena arena)
    {
        var key = arena.RentRandom(Envelope.KeySize);
        directory.Write(FileName, key.Span);
        return new(Describe(directory), deployment, key);
    }

    internal static FileRoot Open(DurableDirectory directory, Guid deployment, SecretArena arena)
    {
        var key = directory.Read(FileName, arena);
        if (key.Length == Envelope.KeySize)
            return new(Describe(directory), deployment, key);
        key.Dispose();
        throw new KeyDirectoryException(
            $"{directory.PathOf(FileName)} is damaged: it must hold exactly {Envelope.KeySize} bytes.");
    }

    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Wrap(ReadOnlySpan<byte> secret, string purpose, int version) =>
        _key.Seal<WrappedSecret>(secret, Place(purpose, version)).Envelope;

    /// <inheritdoc/>
    public SecretBuffer Unwrap(ReadOnlyMemory<byte> wrapped, string purpose, int version)
    {
        using var opened = _key.Open(Sealed<WrappedSecret>.FromStore(wrapped), Place(purpose, version));
        return opened.Keep();
    }

    /// <summary>Zeroes the key in memory.</summary>
    public void Dispose() => _key.Dispose();

    private static string Describe(DurableDirectory directory) => $"file {directory.PathOf(FileName)}";

    private static SealContext Place(string purpose, int version) =>
        new("keys", purpose, Guid.Empty, version, Guid.Empty);

    private sealed class WrappedSecret : IContentKind
    {
        public static string Kind => "wrapped-key";

        public static int SchemaVersion => 1;
    }
}
