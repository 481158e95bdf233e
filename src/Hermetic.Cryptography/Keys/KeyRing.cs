namespace Hermetic.Cryptography;

/// <summary>The long-lived keys of a deployment, opened. One active version of each.</summary>
public sealed class KeyRing : IDisposable
{
    internal KeyRing(Guid deployment, int epoch, Func<string, SecretBuffer> key)
    {
        (Deployment, Epoch) = (deployment, epoch);
        System = new(KeyId.ForSystem(1), deployment, key(KeyRingFile.System));
        BlindIndex = new(key(KeyRingFile.BlindIndex));
        Suppression = new(key(KeyRingFile.Suppression));
        Confirmation = new(key(KeyRingFile.Confirmation));
        LedgerSeed = key(KeyRingFile.LedgerSeed);
    }

    /// <summary>The deployment whose keys these are: part of every envelope's context.</summary>
    public Guid Deployment { get; }

    /// <summary>Counts the changes of the ring, from 1.</summary>
    public int Epoch { get; }

    /// <summary>Seals what belongs to the business: tokens, configuration.</summary>
    public ContentKey System { get; }

    /// <summary>Picks buckets; dedupe and occupancy tags.</summary>
    public MacKey BlindIndex { get; }

    /// <summary>Recognises who said STOP, beyond an erasure too. Never rotated.</summary>
    public MacKey Suppression { get; }

    /// <summary>MACs on confirmation buttons.</summary>
    public MacKey Confirmation { get; }

    /// <summary>The Ed25519 seed (RFC 8032) that signs checkpoints, 32 bytes.</summary>
    public SecretBuffer LedgerSeed { get; }

    /// <summary>Zeroes all keys.</summary>
    public void Dispose()
    {
        System.Dispose();
        BlindIndex.Dispose();
        Suppression.Dispose();
        Confirmation.Dispose();
        LedgerSeed.Dispose();
    }
}
