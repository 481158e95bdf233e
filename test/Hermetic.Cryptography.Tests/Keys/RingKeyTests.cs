namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>The words stand in every ring's file, and are the purposes for which its keys are wrapped.</summary>
public sealed class RingKeyTests
{
    [Theory]
    [InlineData(RingKey.System, "system")]
    [InlineData(RingKey.BlindIndex, "blind-index")]
    [InlineData(RingKey.Suppression, "suppression")]
    [InlineData(RingKey.Confirmation, "confirmation")]
    [InlineData(RingKey.LedgerSeed, "ledger-seed")]
    public void Every_key_has_its_word(RingKey key, string word)
    {
        Assert.Equal(word, RingWords.Of(key));
        Assert.True(RingWords.TryRead(word, out RingKey read));
        Assert.Equal(key, read);
    }

    [Theory]
    [InlineData(KeyState.PreActive, "pre-active")]
    [InlineData(KeyState.Active, "active")]
    [InlineData(KeyState.DecryptOnly, "decrypt-only")]
    [InlineData(KeyState.Destroyed, "destroyed")]
    public void Every_state_has_its_word(KeyState state, string word)
    {
        Assert.Equal(word, RingWords.Of(state));
        Assert.True(RingWords.TryRead(word, out KeyState read));
        Assert.Equal(state, read);
    }
}
