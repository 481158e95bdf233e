using Hermetic.Cryptography;

namespace Hermetic.RootProviders;

/// <summary>
/// A file with one credential, such as a systemd credential. It is read anew for each use: whoever renews it
/// writes the file, and nothing has to be started again.
/// </summary>
/// <param name="Path">Where.</param>
/// <param name="Setting">Which setting names it, for the sentences.</param>
public sealed record CredentialFile(string Path, string Setting)
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Its content without one newline at its end.</summary>
    /// <exception cref="RootProviderException">It cannot be read, is empty, or is open to
    /// everybody.</exception>
    internal Secret Read()
    {
        try
        {
            if ((File.GetUnixFileMode(Path) & Others) != UnixFileMode.None)
                throw new RootProviderException(
                    RootFailure.Refused, $"{Setting} is open to everybody; run: chmod o= '{Path}'");
            return Secret.FromFile(Path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RootProviderException(
                RootFailure.Missing, $"{Setting} cannot be read, or is empty: {Path}. Check the path and whose file it is.");
        }
    }
}
