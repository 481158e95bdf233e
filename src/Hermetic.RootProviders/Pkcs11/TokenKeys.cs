using System.Security.Cryptography;
using Hermetic.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Hermetic.RootProviders.Pkcs11;

/// <summary>
/// AES-256-GCM (CKM_AES_GCM) under a key of the context's own, labelled with the context, which is the
/// additional data too. Encrypted: IV (12, random) ‖ ciphertext ‖ tag (16).
/// </summary>
internal sealed class TokenKeys(Token token, RootAssurance assurance, SecretArena arena) : IKeyService
{
    private const int IvSize = 12;
    private const int TagSize = 16;
    private const int KeySize = 32;

    private bool _disposed;

    public string Description => token.Description;

    public RootAssurance Assurance => assurance;

    public static TokenKeys Of(Token token, SecretArena arena) => new(token, Promise(token.Maker()), arena);

    /// <summary>A wrong PIN is said at the start; keys are made when they are needed.</summary>
    public Task CheckAsync(CancellationToken cancel)
    {
        Check(cancel);
        token.Use(static _ => true);
        return Task.CompletedTask;
    }

    /// <summary>What the token says it is: one that is files promises what files promise.</summary>
    public static RootAssurance Promise(string maker) =>
        maker.Contains("SoftHSM", StringComparison.OrdinalIgnoreCase)
            ? new(
                ErasureLevel.FileOverwritten, Horizon: null,
                "This token is software and keeps its keys in files: a destroyed key is a deleted file, and whoever kept a "
                + "copy of the token's folder and of the key directory, and has the PIN, has the root still.")
            : new(
                ErasureLevel.TokenKeyDestroyed, TimeSpan.Zero,
                "Each erasable root has a key of its own in the token, which is destroyed with it. A backup or a clone of the "
                + "token that holds the key brings it back: do not back up, or count the backup's life as the horizon.");

    public Task<byte[]> EncryptAsync(ReadOnlyMemory<byte> bound, RootContext context, CancellationToken cancel)
    {
        Check(cancel);
        return Task.FromResult(token.Use(session =>
            Encrypt(session, Find(session, context) ?? Make(session, context), bound.Span, context)));
    }

    public Task<SecretBuffer> DecryptAsync(ReadOnlyMemory<byte> encrypted, RootContext context, CancellationToken cancel)
    {
        Check(cancel);
        if (encrypted.Length is <= IvSize + TagSize or > IvSize + TagSize + BoundSecret.Longest)
            throw RootProviderException.Mismatch(Description);
        return Task.FromResult(token.Use(session => Decrypt(
            session, Find(session, context) ?? throw token.Sentences.NoKey(Label(context)), encrypted, context)));
    }

    public Task DestroyAsync(RootContext context, CancellationToken cancel)
    {
        Check(cancel);
        return Task.FromResult(token.Use(session =>
        {
            var keys = session.FindAllObjects(Named(context));
            foreach (var key in keys)
                session.DestroyObject(key);
            return keys.Count;
        }));
    }

    /// <summary>Nothing is held between two uses.</summary>
    public void Dispose() => _disposed = true;

    private static byte[] Encrypt(ISession session, IObjectHandle key, ReadOnlySpan<byte> bound, RootContext context)
    {
        var plaintext = GC.AllocateUninitializedArray<byte>(bound.Length, pinned: true);
        bound.CopyTo(plaintext);
        try
        {
            var iv = RandomNumberGenerator.GetBytes(IvSize);
            using var parameters = Gcm(iv, context);
            using var mechanism = Token.Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, parameters);
            return [.. iv, .. session.Encrypt(mechanism, key, plaintext)];
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private SecretBuffer Decrypt(
        ISession session, IObjectHandle key, ReadOnlyMemory<byte> encrypted, RootContext context)
    {
        byte[] plaintext;
        try
        {
            using var parameters = Gcm(encrypted[..IvSize].ToArray(), context);
            using var mechanism = Token.Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, parameters);
            plaintext = session.Decrypt(mechanism, key, encrypted[IvSize..].ToArray());
        }
        catch (Pkcs11Exception failure) when (MayBeAMismatch(failure.RV))
        {
            // Modules have no common word for a wrong tag. One that encrypts under this key now is not at
            // fault.
            Encrypt(session, key, [0], context);
            throw RootProviderException.Mismatch(Description);
        }
        try
        {
            var bound = arena.Rent(plaintext.Length);
            plaintext.CopyTo(bound.Span);
            return bound;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plaintext);
        }
    }

    private IObjectHandle? Find(ISession session, RootContext context)
    {
        var keys = session.FindAllObjects(Named(context));
        if (keys.Count > 1)
            throw token.Sentences.SeveralKeys(Label(context));
        if (keys.Count == 0)
            return null;
        // Somebody with the PIN could have put a key there that they know.
        var seen = session.GetAttributeValue(keys[0], [CKA.CKA_EXTRACTABLE, CKA.CKA_SENSITIVE, CKA.CKA_LOCAL]);
        if (seen[0].GetValueAsBool() || !seen[1].GetValueAsBool() || !seen[2].GetValueAsBool())
            throw token.Sentences.Extractable(Label(context));
        return keys[0];
    }

    private static IObjectHandle Make(ISession session, RootContext context)
    {
        var attributes = Token.Factories.ObjectAttributeFactory;
        using var mechanism = Token.Factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
        return session.GenerateKey(mechanism,
        [
            .. Named(context),
            attributes.Create(CKA.CKA_KEY_TYPE, CKK.CKK_AES),
            attributes.Create(CKA.CKA_VALUE_LEN, KeySize),
            attributes.Create(CKA.CKA_PRIVATE, true),
            attributes.Create(CKA.CKA_SENSITIVE, true),
            attributes.Create(CKA.CKA_EXTRACTABLE, false),
            attributes.Create(CKA.CKA_MODIFIABLE, false),
            attributes.Create(CKA.CKA_ENCRYPT, true),
            attributes.Create(CKA.CKA_DECRYPT, true),
            attributes.Create(CKA.CKA_WRAP, false),
            attributes.Create(CKA.CKA_UNWRAP, false),
        ]);
    }

    private static List<IObjectAttribute> Named(RootContext context) =>
    [
        Token.Factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, CKO.CKO_SECRET_KEY),
        Token.Factories.ObjectAttributeFactory.Create(CKA.CKA_TOKEN, true),
        Token.Factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, context.Utf8),
    ];

    private static Net.Pkcs11Interop.HighLevelAPI.MechanismParams.ICkGcmParams Gcm(byte[] iv, RootContext context) =>
        Token.Factories.MechanismParamsFactory.CreateCkGcmParams(iv, IvSize * 8, context.Utf8, TagSize * 8);

    private static string Label(RootContext context) => context.Text;

    private static bool MayBeAMismatch(CKR value) =>
        value is CKR.CKR_ENCRYPTED_DATA_INVALID or CKR.CKR_ENCRYPTED_DATA_LEN_RANGE or CKR.CKR_GENERAL_ERROR
            or CKR.CKR_FUNCTION_FAILED or CKR.CKR_ARGUMENTS_BAD or CKR.CKR_DATA_INVALID;

    private void Check(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancel.ThrowIfCancellationRequested();
    }
}
