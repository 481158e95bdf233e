using System.Security.Cryptography;
using Hermetic.Cryptography;
using NSec.Cryptography;

namespace Hermetic.RootProviders.Passphrase;

/// <summary>
/// A root provider whose key is derived from a passphrase (Argon2id). It is read from a file that somebody,
/// or systemd, puts there for the start: who takes the disk and not the passphrase has nothing but guesses.
/// </summary>
/// <param name="passphrase">Where the passphrase is at the start.</param>
/// <param name="cost">What a guess costs, for a new deployment.</param>
public sealed class PassphraseRoot(CredentialFile passphrase, Argon2Cost cost) : IRootSource
{
    /// <summary>The fewest bytes of a new passphrase.</summary>
    public const int Shortest = 16;

    private const string CheckPurpose = "passphrase-check";

    private static readonly RootAssurance _assurance = new(
        ErasureLevel.FileOverwritten, Horizon: null,
        "A destroyed root is a file that was overwritten: whoever kept a copy of the key directory, or reads the old blocks "
        + "of its disk, and knows or guesses the passphrase, has it still.");

    /// <summary>With <see cref="Argon2Cost.Usual"/>.</summary>
    public PassphraseRoot(CredentialFile passphrase) : this(passphrase, Argon2Cost.Usual)
    {
    }

    /// <inheritdoc/>
    public string Kind => "passphrase";

    /// <inheritdoc/>
    public async ValueTask<IRootProvider> CreateAsync(RootPlace place, CancellationToken cancel)
    {
        var secret = passphrase.Read();
        if (secret.Length < Shortest)
            throw new RootProviderException(
                RootFailure.Refused,
                $"{passphrase.Setting} is shorter than {Shortest} bytes. Take six random words or more.");
        var salt = RandomNumberGenerator.GetBytes(PassphraseFile.SaltSize);
        var root = Derive(place, secret, cost, salt);
        try
        {
            var check = await root.WrapAsync(RandomNumberGenerator.GetBytes(32), CheckPurpose, 1, cancel).ConfigureAwait(false);
            new PassphraseFile(cost, salt, check.ToArray()).Write(place);
            return root;
        }
        catch
        {
            root.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IRootProvider> OpenAsync(RootPlace place, CancellationToken cancel)
    {
        var file = PassphraseFile.Read(place);
        var root = Derive(place, passphrase.Read(), file.Cost, file.Salt);
        try
        {
            (await root.UnwrapAsync(file.Check, CheckPurpose, 1, cancel).ConfigureAwait(false)).Dispose();
            return root;
        }
        catch (RootProviderException wrong) when (wrong.Failure == RootFailure.Mismatch)
        {
            root.Dispose();
            throw new RootProviderException(
                RootFailure.Refused,
                $"{passphrase.Setting} does not hold the passphrase of these keys, or {place.PathOf(PassphraseFile.FileName)} "
                + "was altered. Nothing was changed.");
        }
    }

    private static LocalRoot Derive(RootPlace place, Secret secret, Argon2Cost cost, byte[] salt)
    {
        var algorithm = PasswordBasedKeyDerivationAlgorithm.Argon2id(new Argon2Parameters
        {
            DegreeOfParallelism = 1,
            MemorySize = cost.MemoryKibibytes,
            NumberOfPasses = cost.Passes,
        });
        var key = place.Arena.Rent(LocalRoot.KeySize);
        try
        {
            secret.Use((algorithm, salt, key), static (utf8, way) =>
            {
                way.algorithm.DeriveBytes(utf8, way.salt, way.key.Span);
                return true;
            });
            return new($"passphrase (Argon2id, {place.PathOf(PassphraseFile.FileName)})", _assurance, place.Deployment, key);
        }
        catch (Exception failure)
        {
            key.Dispose();
            if (failure is OutOfMemoryException or CryptographicException)
                throw new RootProviderException(
                    RootFailure.Unavailable,
                    $"The passphrase could not be turned into a key: that takes {cost.MemoryKibibytes / 1024} MiB of memory "
                    + "for a moment. Give the service more memory.");
            throw;
        }
    }
}
