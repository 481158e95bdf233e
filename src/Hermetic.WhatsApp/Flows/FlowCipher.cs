using System.Security.Cryptography;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Modes;
using Org.BouncyCastle.Crypto.Parameters;

namespace Hermetic.WhatsApp;

/// <summary>
/// The cipher of a Flows exchange: AES-128-GCM (NIST SP 800-38D) with an IV of 16 bytes, a tag of 16 bytes behind
/// the ciphertext and no associated data (Meta, "Implementing Endpoint for Flows", request decryption).
/// </summary>
/// <remarks>
/// .NET's <c>AesGcm</c> takes 12-byte IVs only, so the mode is BouncyCastle's; the block cipher below it is
/// .NET's, whose key can be wiped.
/// </remarks>
public static class FlowCipher
{
    /// <summary>Size of the key in bytes.</summary>
    public const int KeySize = 16;

    /// <summary>Size of the IV in bytes; SP 800-38D hashes it, as any IV that is not of 12 bytes.</summary>
    public const int IvSize = 16;

    /// <summary>Size of the tag in bytes.</summary>
    public const int TagSize = 16;

    // BouncyCastle wants to be handed a key; the real one is in the block cipher already.
    private static readonly KeyParameter s_placeholder = new(new byte[KeySize]);

    /// <summary>Writes ciphertext ‖ tag. The same key and IV must never encrypt a second time.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="plaintext">Any length.</param>
    /// <param name="ciphertextAndTag">Exactly 16 bytes longer than the plaintext.</param>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    public static void Encrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> plaintext, Span<byte> ciphertextAndTag)
    {
        if (ciphertextAndTag.Length != plaintext.Length + TagSize)
            throw new ArgumentException("The ciphertext is 16 bytes longer.", nameof(ciphertextAndTag));
        Run(isEncryption: true, key, iv, plaintext, ciphertextAndTag);
    }

    /// <summary>Decrypts into <paramref name="plaintext"/>; when the tag is wrong, false, and it is zeroed.</summary>
    /// <param name="key">16 bytes.</param>
    /// <param name="iv">16 bytes.</param>
    /// <param name="ciphertextAndTag">At least 16 bytes.</param>
    /// <param name="plaintext">Exactly 16 bytes shorter than the ciphertext with its tag.</param>
    /// <exception cref="ArgumentException">A size is wrong.</exception>
    public static bool TryDecrypt(
        ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> ciphertextAndTag, Span<byte> plaintext)
    {
        if (plaintext.Length != ciphertextAndTag.Length - TagSize)
            throw new ArgumentException("The plaintext is 16 bytes shorter.", nameof(plaintext));
        try
        {
            Run(isEncryption: false, key, iv, ciphertextAndTag, plaintext);
            return true;
        }
        catch (InvalidCipherTextException)
        {
            // The mode decrypts before it knows the tag; nobody may see what came out.
            CryptographicOperations.ZeroMemory(plaintext);
            return false;
        }
    }

    private static void Run(
        bool isEncryption, ReadOnlySpan<byte> key, ReadOnlySpan<byte> iv, ReadOnlySpan<byte> input, Span<byte> output)
    {
        if (key.Length != KeySize)
            throw new ArgumentException("The key is 16 bytes.", nameof(key));
        if (iv.Length != IvSize)
            throw new ArgumentException("The IV is 16 bytes.", nameof(iv));
        using var aes = new KeyedAes(key);
        var gcm = new GcmBlockCipher(aes);
        gcm.Init(isEncryption, new AeadParameters(s_placeholder, 8 * TagSize, iv.ToArray()));
        var written = gcm.ProcessBytes(input, output);
        gcm.DoFinal(output[written..]);
    }

    /// <summary>AES as BouncyCastle's modes want it, keyed once; disposing it wipes the key schedule.</summary>
    private sealed class KeyedAes : IBlockCipher, IDisposable
    {
        private const int BlockSize = 16;
        private readonly Aes _aes = Aes.Create();

        public KeyedAes(ReadOnlySpan<byte> key) => _aes.SetKey(key);

        public string AlgorithmName => "AES";

        public void Init(bool forEncryption, ICipherParameters parameters)
        {
        }

        public int GetBlockSize() => BlockSize;

        public int ProcessBlock(byte[] inBuf, int inOff, byte[] outBuf, int outOff) =>
            ProcessBlock(inBuf.AsSpan(inOff), outBuf.AsSpan(outOff));

        public int ProcessBlock(ReadOnlySpan<byte> input, Span<byte> output) =>
            _aes.EncryptEcb(input[..BlockSize], output[..BlockSize], PaddingMode.None);

        public void Dispose() => _aes.Dispose();
    }
}
