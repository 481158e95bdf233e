using Hermetic.Cryptography;
using Net.Pkcs11Interop.Common;

namespace Hermetic.RootProviders.Pkcs11;

/// <summary>What a return value of PKCS#11 means, for whoever stands before the machine.</summary>
internal sealed class TokenSentences(Pkcs11Options options)
{
    public string Description { get; } = $"PKCS#11 token {options.Token} ({options.Module})";

    public RootProviderException For(CKR value) => value switch
    {
        CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE => new(
            RootFailure.Refused,
            $"{Description} refuses the PIN in {options.Pin.Setting}. Correct it before the next start: too many wrong ones "
            + "lock the token."),
        CKR.CKR_PIN_LOCKED => new(
            RootFailure.Refused,
            $"{Description} has locked its user PIN. Its security officer unlocks it; nothing is lost until the token is "
            + "initialised."),
        CKR.CKR_PIN_EXPIRED => new(
            RootFailure.Refused, $"{Description}: the user PIN has expired. Set a new one, and write it into {options.Pin.Setting}."),
        CKR.CKR_USER_PIN_NOT_INITIALIZED => new(
            RootFailure.Refused, $"{Description} has no user PIN yet. Its security officer sets one."),
        CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_DEVICE_REMOVED or CKR.CKR_TOKEN_NOT_RECOGNIZED or CKR.CKR_SLOT_ID_INVALID
            or CKR.CKR_SESSION_CLOSED or CKR.CKR_SESSION_HANDLE_INVALID => new(
            RootFailure.Missing, $"{Description} was removed. Put it back, and try again; nothing was changed."),
        CKR.CKR_TOKEN_WRITE_PROTECTED => new(
            RootFailure.Refused, $"{Description} is write-protected, and a new key is needed. Take the protection off."),
        CKR.CKR_MECHANISM_INVALID or CKR.CKR_MECHANISM_PARAM_INVALID => new(
            RootFailure.Missing, $"{Description} does not do AES-GCM. Use another token, or a newer module of its vendor."),
        CKR.CKR_DEVICE_MEMORY => new(
            RootFailure.Unavailable, $"{Description} has no room for another key. Remove keys that are not needed from it."),
        _ => new(
            RootFailure.Unavailable,
            $"{Description} failed ({value}). Nothing was changed; see the token's own log, and try again."),
    };

    public RootProviderException NoKey(string label) => new(
        RootFailure.Missing,
        $"{Description} holds no key named {label}. If the token was initialised or another one was put in, restore the right "
        + "one: without that key nothing it wrapped opens. Nothing was changed.");

    public RootProviderException SeveralKeys(string label) => new(
        RootFailure.Missing, $"{Description} holds more than one key named {label}. Remove the one that is not Hermetic's.");

    public RootProviderException Extractable(string label) => new(
        RootFailure.Missing,
        $"{Description}: the key named {label} was not made in the token, or can be taken out of it. It is not used; remove it.");

    public RootProviderException NotOne(int found) => new(
        RootFailure.Missing,
        found == 0
            ? $"{Description} is not there. Put it in, or correct Keys:Pkcs11:Token; nothing was changed."
            : $"{Description}: {found} tokens have this label. Leave the one that is meant.");

    public RootProviderException NoLibrary() => new(
        RootFailure.Missing,
        $"{Description}: the module cannot be loaded as a PKCS#11 library. Check Keys:Pkcs11:Module, and that it is built for "
        + "this machine.");

    public RootProviderException LastTry() => new(
        RootFailure.Refused,
        $"{Description} says that one more wrong PIN locks it, so the PIN in {options.Pin.Setting} was not tried. Log in once "
        + "with the right one by the token's own tool.");
}
