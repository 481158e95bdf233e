namespace Hermetic.Cryptography;

/// <summary>Why a root provider did not do what it was asked.</summary>
public enum RootFailure
{
    /// <summary>Wrapped by another root, for another deployment, purpose or version, or altered.</summary>
    Mismatch = 0,

    /// <summary>It gave no answer, or not in time: whether it did anything is not known. Asking again may
    /// help.</summary>
    Unreachable = 1,

    /// <summary>It is too busy, or has a fault of its own. Asking again may help.</summary>
    Unavailable = 2,

    /// <summary>It does not let us: a credential, a permission, a PIN, a passphrase.</summary>
    Refused = 3,

    /// <summary>The key, the token or the file that is configured is not there, or is of the wrong
    /// sort.</summary>
    Missing = 4,

    /// <summary>Its answer is not what its interface promises.</summary>
    Nonsense = 5,
}

/// <summary>
/// A root provider cannot be used now. The message is a plain sentence for the operator: what happened and
/// what to do. It carries no secret, nothing that a service answered, and no inner exception that could.
/// </summary>
public sealed class RootProviderException : Exception
{
    /// <summary>A failure, in words.</summary>
    /// <param name="failure">Of which sort.</param>
    /// <param name="message">What happened and what to do.</param>
    public RootProviderException(RootFailure failure, string message) : base(message) => Failure = failure;

    /// <summary>Of which sort.</summary>
    public RootFailure Failure { get; }

    /// <summary>What did not unwrap: the same words whoever wrapped it, and whatever was altered.</summary>
    /// <param name="description">The provider's <see cref="IRootProvider.Description"/>.</param>
    public static RootProviderException Mismatch(string description) => new(
        RootFailure.Mismatch,
        $"What lies in the key directory was altered, or was not wrapped by this root provider ({description}) for this "
        + "deployment and this purpose. Nothing was changed. Check Keys:Root and Keys:Directory, or restore the directory.");
}
