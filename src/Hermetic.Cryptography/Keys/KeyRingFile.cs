using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Hermetic.Cryptography;

/// <summary>
/// The file <c>keyring</c> (docs/formats.md): a JSON object with the ring, each key wrapped by the root provider,
/// and a digest of exactly those bytes, wrapped likewise, so that no part can be exchanged or left out.
/// </summary>
internal static class KeyRingFile
{
    public const string FileName = "keyring";

    private const string DigestPurpose = "keyring-digest";
    private const int DigestVersion = 1;

    /// <summary>A ring of fresh keys, as it is written.</summary>
    public static async Task<byte[]> GenerateAsync(
        RootPlace place, string rootKind, IRootProvider root, CancellationToken cancel)
    {
        var entries = new List<RingEntry>();
        foreach (var key in Enum.GetValues<RingKey>())
            entries.Add(await MakeAsync(new(key, 1, KeyState.Active, Since: null), place.Arena, root, cancel).ConfigureAwait(false));
        return await SignAsync(new(place.Deployment, rootKind, Epoch: 1, entries), root, cancel).ConfigureAwait(false);
    }

    /// <summary>The deployment that the file claims, to open the root provider with.</summary>
    public static Guid ReadDeployment(ReadOnlyMemory<byte> file) => Parse(file, static document =>
        document.RootElement.GetProperty("ring").GetProperty("deployment").GetGuid());

    /// <summary>The kind of root provider that the file claims.</summary>
    public static string ReadRootKind(ReadOnlyMemory<byte> file) => Parse(file, static document =>
        RingContent.RootOf(document.RootElement.GetProperty("ring")));

    /// <summary>Opens the ring.</summary>
    /// <exception cref="KeyDirectoryException">Damaged, altered, or not wrapped by this root.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now.</exception>
    public static async Task<KeyRing> ReadAsync(
        ReadOnlyMemory<byte> file, IRootProvider root, CancellationToken cancel)
    {
        var keys = new Dictionary<KeyVersion, SecretBuffer>();
        try
        {
            var ring = await AuthenticateAsync(file, root, cancel).ConfigureAwait(false);
            foreach (var (version, wrapped) in ring.Entries.Where(entry => entry.Version.IsKept))
                keys[version] = await root.UnwrapAsync(wrapped, RingWords.Of(version.Key), version.Version, cancel).ConfigureAwait(false);
            return new KeyRing(ring.Deployment, ring.Epoch, [.. ring.Entries.Select(entry => entry.Version)], keys);
        }
        catch (Exception failure)
        {
            foreach (var key in keys.Values)
                key.Dispose();
            if (failure is RootProviderException { Failure: RootFailure.Mismatch })
                throw new KeyDirectoryException("The key ring belongs to another root key, or was altered.", failure);
            throw;
        }
    }

    /// <summary>The ring with a fresh key, pre-active, as the next version of one; an epoch later.</summary>
    /// <exception cref="KeyDirectoryException">Damaged, altered, or not wrapped by this root.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now.</exception>
    public static async Task<byte[]> AddAsync(
        ReadOnlyMemory<byte> file, RingKey key, DateOnly since, SecretArena arena, IRootProvider root, CancellationToken cancel)
    {
        var ring = await AuthenticateAsync(file, root, cancel).ConfigureAwait(false);
        var last = ring.Entries.Where(entry => entry.Version.Key == key).Max(entry => entry.Version.Version);
        var made = await MakeAsync(new(key, last + 1, KeyState.PreActive, since), arena, root, cancel).ConfigureAwait(false);
        return await SignAsync(ring.With(made.Version, made.Wrapped), root, cancel).ConfigureAwait(false);
    }

    /// <summary>The ring with its keys in other states; the bytes of what is destroyed are not in it.</summary>
    /// <exception cref="KeyDirectoryException">As above; or the states are not those of its keys, or earlier ones.</exception>
    /// <exception cref="RootProviderException">The root provider cannot be used now.</exception>
    public static async Task<byte[]> MoveAsync(
        ReadOnlyMemory<byte> file, IReadOnlyList<KeyVersion> states, int epoch, IRootProvider root, CancellationToken cancel)
    {
        var ring = await AuthenticateAsync(file, root, cancel).ConfigureAwait(false);
        return await SignAsync(ring.In(states, epoch), root, cancel).ConfigureAwait(false);
    }

    /// <summary>The same ring under another root, one epoch later. Keys in every state go along.</summary>
    /// <exception cref="KeyDirectoryException">Damaged, altered, or not wrapped by <paramref name="from"/>.</exception>
    /// <exception cref="RootProviderException">One of the two cannot be used now.</exception>
    public static async Task<byte[]> RewrapAsync(
        ReadOnlyMemory<byte> file, IRootProvider from, string rootKind, IRootProvider to, CancellationToken cancel)
    {
        // Opens every key first, so that nothing is moved of a ring that does not open.
        (await ReadAsync(file, from, cancel).ConfigureAwait(false)).Dispose();
        var ring = Parse(file, Content);
        var entries = new List<RingEntry>();
        foreach (var (version, wrapped) in ring.Entries)
        {
            if (!version.IsKept)
            {
                entries.Add(new(version, wrapped));
                continue;
            }
            var name = RingWords.Of(version.Key);
            using var key = await from.UnwrapAsync(wrapped, name, version.Version, cancel).ConfigureAwait(false);
            entries.Add(new(version, await to.WrapAsync(key.Memory, name, version.Version, cancel).ConfigureAwait(false)));
        }
        return await SignAsync(
            ring with { Root = rootKind, Epoch = ring.Epoch + 1, Entries = entries }, to, cancel).ConfigureAwait(false);
    }

    /// <summary>Every purpose and version for which something is or was wrapped, the digest included.</summary>
    public static IReadOnlyList<(string Purpose, int Version)> ReadPurposes(ReadOnlyMemory<byte> file) =>
        [.. Parse(file, Content).Entries.Select(entry => (RingWords.Of(entry.Version.Key), entry.Version.Version)),
            (DigestPurpose, DigestVersion)];

    private static async Task<RingEntry> MakeAsync(
        KeyVersion version, SecretArena arena, IRootProvider root, CancellationToken cancel)
    {
        using var key = arena.RentRandom(Envelope.KeySize);
        return new(version, await root.WrapAsync(key.Memory, RingWords.Of(version.Key), version.Version, cancel).ConfigureAwait(false));
    }

    private static async Task<byte[]> SignAsync(RingContent content, IRootProvider root, CancellationToken cancel)
    {
        var ring = content.ToJson();
        var digest = await root.WrapAsync(SHA512.HashData(ring), DigestPurpose, DigestVersion, cancel)
            .ConfigureAwait(false);
        return RingContent.Write(json =>
        {
            json.WritePropertyName("ring");
            json.WriteRawValue(ring);
            json.WriteBase64String("digest", digest.Span);
        });
    }

    /// <summary>Nothing in the file is believed before this: which keys there are, and in which state.</summary>
    private static async Task<RingContent> AuthenticateAsync(
        ReadOnlyMemory<byte> file, IRootProvider root, CancellationToken cancel)
    {
        var stored = Parse(file, StoredRing.Of);
        using var digest = await UnwrapDigestAsync(stored, root, cancel).ConfigureAwait(false);
        return CryptographicOperations.FixedTimeEquals(stored.Digest, digest.Span)
            ? Parse(file, Content)
            : throw new KeyDirectoryException("The key ring was altered: it does not match its digest.");
    }

    private static async Task<SecretBuffer> UnwrapDigestAsync(
        StoredRing stored, IRootProvider root, CancellationToken cancel)
    {
        try
        {
            return await root.UnwrapAsync(stored.WrappedDigest, DigestPurpose, DigestVersion, cancel).ConfigureAwait(false);
        }
        catch (RootProviderException failure) when (failure.Failure == RootFailure.Mismatch)
        {
            throw new KeyDirectoryException("The key ring belongs to another root key, or was altered.", failure);
        }
    }

    private static RingContent Content(JsonDocument document) => RingContent.Of(document.RootElement.GetProperty("ring"));

    private static T Parse<T>(ReadOnlyMemory<byte> file, Func<JsonDocument, T> read)
    {
        try
        {
            using var document = JsonDocument.Parse(file, new() { AllowDuplicateProperties = false });
            return read(document);
        }
        catch (Exception shape) when (shape is JsonException or KeyNotFoundException or FormatException
            or InvalidOperationException or ArgumentNullException)
        {
            throw new KeyDirectoryException("The key ring is damaged.", shape);
        }
    }

    /// <summary>What has to match before the rest is looked at.</summary>
    private sealed record StoredRing(byte[] Digest, byte[] WrappedDigest)
    {
        public static StoredRing Of(JsonDocument document) => new(
            SHA512.HashData(JsonMarshal.GetRawUtf8Value(document.RootElement.GetProperty("ring"))),
            document.RootElement.GetProperty("digest").GetBytesFromBase64());
    }
}
