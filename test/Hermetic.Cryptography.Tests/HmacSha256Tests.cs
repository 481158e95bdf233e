using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Cryptography.Tests;

public sealed class HmacSha256Tests
{
    /// <summary>RFC 4231, test case 2.</summary>
    [Fact]
    public void Rfc_4231_case_2()
    {
        var code = new byte[HmacSha256.Size];
        HmacSha256.Compute(Secret.FromText("Jefe"), "what do ya want for nothing?"u8, code);
        Assert.Equal(
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", Convert.ToHexStringLower(code));
    }

    [Fact]
    public void An_altered_message_code_or_secret_is_refused()
    {
        var secret = Secret.FromText("app secret");
        var code = new byte[HmacSha256.Size];
        HmacSha256.Compute(secret, "body"u8, code);
        Assert.True(HmacSha256.Verify(secret, "body"u8, code));
        Assert.False(HmacSha256.Verify(secret, "bodx"u8, code));
        Assert.False(HmacSha256.Verify(Secret.FromText("app secreT"), "body"u8, code));
        Assert.False(HmacSha256.Verify(secret, "body"u8, code.AsSpan(..31)));
        code[31] ^= 1;
        Assert.False(HmacSha256.Verify(secret, "body"u8, code));
    }

    /// <summary>RFC 4231, test case 2, the message in two parts and the code cut short.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(32)]
    public void A_code_cut_short_verifies_wherever_the_message_is_split(int size)
    {
        var code = Convert.FromHexString("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")[..size];
        var message = "what do ya want for nothing?"u8;
        for (var at = 0; at <= message.Length; at++)
            Assert.True(HmacSha256.VerifyTruncated("Jefe"u8, message[..at], message[at..], code));

        Assert.False(HmacSha256.VerifyTruncated("jefe"u8, message, [], code));
        Assert.False(HmacSha256.VerifyTruncated("Jefe"u8, message, "!"u8, code));
        code[^1] ^= 1;
        Assert.False(HmacSha256.VerifyTruncated("Jefe"u8, message, [], code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(33)]
    public void A_code_cut_shorter_than_80_bits_proves_nothing(int size) =>
        Assert.Throws<ArgumentException>(() => HmacSha256.VerifyTruncated("Jefe"u8, [], [], new byte[size]));

    /// <summary>Wycheproof's keys are arbitrary bytes; a secret takes them from a file.</summary>
    [Fact]
    public void Wycheproof()
    {
        var path = Repository.Fixtures("crypto/wycheproof/hmac_sha256_test.json");
        Assert.SkipWhen(path is null, "the Wycheproof vectors are not beside this checkout");
        using var suite = JsonDocument.Parse(File.ReadAllBytes(path));
        var file = Path.GetTempFileName();
        var ran = 0;
        foreach (var group in suite.RootElement.GetProperty("testGroups").EnumerateArray()
            .Where(group => group.GetProperty("tagSize").GetInt32() == 256))
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                // The newline that FromFile takes off is put there first: a key may end in one.
                File.WriteAllBytes(file, [.. Hex(test, "key"), (byte)'\n']);
                var valid = HmacSha256.Verify(Secret.FromFile(file), Hex(test, "msg"), Hex(test, "tag"));
                Assert.Equal(test.GetProperty("result").ValueEquals("valid"), valid);
                ran++;
            }
        }
        File.Delete(file);
        Assert.True(ran >= 80, $"only {ran} vectors ran");
    }

    private static byte[] Hex(JsonElement test, string name) =>
        Convert.FromHexString(test.GetProperty(name).GetString()!);
}
