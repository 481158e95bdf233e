namespace Hermetic.Cryptography;

/// <summary>
/// A page of the key tree as it is stored: 256 keys of 32 bytes in an HV1 envelope. An ordinary row; useless to
/// whoever lacks the page above it.
/// </summary>
/// <param name="Address">Its place, the row's key.</param>
/// <param name="Version">1 when minted, one more with every roll; written only over version − 1.</param>
/// <param name="Envelope">8,282 bytes.</param>
public sealed record KeyPage(PageAddress Address, long Version, ReadOnlyMemory<byte> Envelope);
