using Hermetic.Cryptography;
using Hermetic.RootProviders.Pkcs11;
using Net.Pkcs11Interop.Common;

namespace Hermetic.RootProviders.Tests.Pkcs11;

/// <summary>What SoftHSM2 never does (it locks no PIN and cannot be pulled out), told from the value alone.</summary>
public sealed class TokenSentencesTests
{
    private readonly TokenSentences _sentences = new(
        new("/usr/lib/vendor.so", "the salon's token", new CredentialFile("/run/pin", "Keys:Pkcs11:Pin_File")));

    [Theory]
    [InlineData(CKR.CKR_PIN_INCORRECT, RootFailure.Refused, "refuses the PIN")]
    [InlineData(CKR.CKR_PIN_LOCKED, RootFailure.Refused, "has locked its user PIN")]
    [InlineData(CKR.CKR_PIN_EXPIRED, RootFailure.Refused, "has expired")]
    [InlineData(CKR.CKR_USER_PIN_NOT_INITIALIZED, RootFailure.Refused, "no user PIN yet")]
    [InlineData(CKR.CKR_TOKEN_NOT_PRESENT, RootFailure.Missing, "was removed")]
    [InlineData(CKR.CKR_DEVICE_REMOVED, RootFailure.Missing, "was removed")]
    [InlineData(CKR.CKR_SESSION_HANDLE_INVALID, RootFailure.Missing, "was removed")]
    [InlineData(CKR.CKR_TOKEN_WRITE_PROTECTED, RootFailure.Refused, "write-protected")]
    [InlineData(CKR.CKR_MECHANISM_INVALID, RootFailure.Missing, "does not do AES-GCM")]
    [InlineData(CKR.CKR_DEVICE_MEMORY, RootFailure.Unavailable, "no room")]
    [InlineData(CKR.CKR_DEVICE_ERROR, RootFailure.Unavailable, "CKR_DEVICE_ERROR")]
    public void A_return_value_is_a_sentence(CKR value, RootFailure failure, string words)
    {
        var refused = _sentences.For(value);
        Assert.Equal(failure, refused.Failure);
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Contains("the salon's token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pin_that_would_be_the_last_try_is_not_tried() =>
        Assert.Contains("was not tried", _sentences.LastTry().Message, StringComparison.Ordinal);
}
