namespace Hermetic.RootProviders.Passphrase;

/// <summary>What one guess costs (Argon2id, RFC 9106), with one lane: libsodium has no more.</summary>
/// <param name="MemoryKibibytes">Memory in KiB.</param>
/// <param name="Passes">Passes over it.</param>
public sealed record Argon2Cost(int MemoryKibibytes, int Passes)
{
    /// <summary>RFC 9106 §4, the second recommendation; well above OWASP's least (46 MiB and one
    /// pass).</summary>
    public static Argon2Cost Least { get; } = new(64 << 10, 3);

    /// <summary>What a new deployment gets: a start costs about a second and 256 MiB once.</summary>
    public static Argon2Cost Usual { get; } = new(256 << 10, 3);

    /// <summary>Above it a file was altered to exhaust the machine.</summary>
    private static readonly Argon2Cost _most = new(4 << 20, 64);

    /// <summary>Whether a file that says so is believed.</summary>
    public bool IsAcceptable =>
        MemoryKibibytes >= Least.MemoryKibibytes && MemoryKibibytes <= _most.MemoryKibibytes
        && Passes >= Least.Passes && Passes <= _most.Passes;
}
