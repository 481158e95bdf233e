using Hermetic.Cryptography;

namespace Hermetic.RootProviders.Http;

/// <summary>What a status of a key service means, in the same words for every service. Its own words are
/// never repeated: they could hold anything.</summary>
/// <param name="description">The key and where it is.</param>
/// <param name="credential">The setting of the credential.</param>
/// <param name="needs">What the credential has to be allowed.</param>
internal sealed class ServiceSentences(string description, string credential, string needs)
{
    /// <summary>The failure that an answer other than 200 is.</summary>
    public RootProviderException For(int status) => status switch
    {
        401 or 403 => new(
            RootFailure.Refused,
            $"{description} refuses the credential in {credential} ({status}). It must be valid and may: {needs}. Nothing "
            + "was changed."),
        404 or 410 => new(
            RootFailure.Missing,
            $"{description} is not there ({status}). Check its name; if it was deleted, restore it in the service: without it "
            + "nothing opens. Nothing was changed."),
        429 => new(
            RootFailure.Unavailable, $"{description} has too many requests (429). Nothing was changed; try again in a minute."),
        >= 500 => new(
            RootFailure.Unavailable,
            $"{description} has a fault of its own ({status}), or is sealed or starting. Nothing was changed; see its log and "
            + "try again."),
        400 or 409 or 422 => new(
            RootFailure.Refused,
            $"{description} does not accept the request ({status}). Check that the key is enabled, of the right type, and "
            + "not exportable. Nothing was changed."),
        _ => Nonsense(),
    };

    /// <summary>An answer that promises one thing and holds another.</summary>
    public RootProviderException Nonsense() => new(
        RootFailure.Nonsense,
        $"{description} gave an answer that is none of its own. Check that its address leads to the service itself. Nothing "
        + "was changed.");

    /// <summary>A key whose settings make it worthless, or useless.</summary>
    public RootProviderException Unsuitable(string why) => new(
        RootFailure.Missing, $"{description} cannot be used: {why}. Make another key, and name it in the settings.");
}
