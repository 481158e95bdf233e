using System.Security.Cryptography;
using System.Text.Json;
using CsCheck;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowCipherTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 16).Select(each => (byte)each)];
    private static readonly byte[] s_iv = [.. Enumerable.Range(100, 16).Select(each => (byte)each)];

    [Fact]
    public void Wycheproof_with_a_128_bit_key_and_iv_and_no_associated_data()
    {
        var (valid, broken) = (0, 0);
        foreach (var test in Wycheproof(128, 128).Where(test => Hex(test, "aad").Length == 0))
        {
            byte[] ciphertext = [.. Hex(test, "ct"), .. Hex(test, "tag")];
            var plaintext = new byte[ciphertext.Length - FlowCipher.TagSize];
            var opens = FlowCipher.TryDecrypt(Hex(test, "key"), Hex(test, "iv"), ciphertext, plaintext);
            if (test.GetProperty("result").ValueEquals("valid"))
            {
                Assert.True(opens);
                Assert.Equal(Hex(test, "msg"), plaintext);
                Assert.Equal(ciphertext, Encrypt(Hex(test, "key"), Hex(test, "iv"), Hex(test, "msg")));
                valid++;
            }
            else
            {
                Assert.False(opens);
                Assert.All(plaintext, octet => Assert.Equal(0, octet));
                broken++;
            }
        }
        Assert.True(valid >= 5, $"only {valid} valid vectors ran, and {broken} broken ones");
    }

    /// <summary>The oracle of the next test, held to all vectors: every size of key and IV, and associated data.</summary>
    [Fact]
    public void The_plain_implementation_of_these_tests_makes_what_Wycheproof_expects()
    {
        var ran = 0;
        foreach (var test in Wycheproof().Where(test => test.GetProperty("result").ValueEquals("valid")))
        {
            Assert.Equal(
                [.. Hex(test, "ct"), .. Hex(test, "tag")],
                PlainGcm.Encrypt(Hex(test, "key"), Hex(test, "iv"), Hex(test, "msg"), Hex(test, "aad")));
            ran++;
        }
        Assert.True(ran > 150, $"only {ran} vectors ran");
    }

    [Fact]
    public void Whatever_is_encrypted_is_what_the_plain_implementation_makes_and_opens_again() =>
        Gen.Select(Gen.Byte.Array[16], Gen.Byte.Array[16], Gen.Byte.Array[0, 200]).Sample(
            (key, iv, plaintext) =>
            {
                var ciphertext = Encrypt(key, iv, plaintext);
                Assert.Equal(PlainGcm.Encrypt(key, iv, plaintext, []), ciphertext);
                var opened = new byte[plaintext.Length];
                Assert.True(FlowCipher.TryDecrypt(key, iv, ciphertext, opened));
                Assert.Equal(plaintext, opened);
            },
            iter: 500);

    /// <summary>SP 800-38D, section 6.2: only the last 32 bits count, and they wrap around.</summary>
    [Fact]
    public void The_counter_of_a_long_message_is_the_plain_implementations()
    {
        var plaintext = RandomNumberGenerator.GetBytes(70_000);
        Assert.Equal(PlainGcm.Encrypt(s_key, s_iv, plaintext, []), Encrypt(s_key, s_iv, plaintext));
    }

    [Fact]
    public void A_bit_changed_anywhere_is_refused_and_nothing_of_the_plaintext_comes_out()
    {
        var ciphertext = Encrypt(s_key, s_iv, "a form that somebody filled in"u8.ToArray());
        for (var bit = 0; bit < 8 * ciphertext.Length; bit++)
        {
            byte[] altered = [.. ciphertext];
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            var plaintext = new byte[ciphertext.Length - FlowCipher.TagSize];
            Assert.False(FlowCipher.TryDecrypt(s_key, s_iv, altered, plaintext));
            Assert.All(plaintext, octet => Assert.Equal(0, octet));
        }
    }

    [Fact]
    public void Another_key_another_iv_or_the_inverted_iv_is_refused()
    {
        var ciphertext = Encrypt(s_key, s_iv, "content"u8.ToArray());
        byte[] inverted = [.. s_iv.Select(octet => (byte)(octet ^ 0xFF))];
        Assert.False(FlowCipher.TryDecrypt(s_iv, s_iv, ciphertext, new byte[7]));
        Assert.False(FlowCipher.TryDecrypt(s_key, s_key, ciphertext, new byte[7]));
        Assert.False(FlowCipher.TryDecrypt(s_key, inverted, ciphertext, new byte[7]));
    }

    [Theory]
    [InlineData(15, 16)]
    [InlineData(24, 16)]
    [InlineData(32, 16)]
    [InlineData(16, 12)]
    [InlineData(16, 0)]
    [InlineData(16, 17)]
    public void Any_other_size_of_key_or_iv_is_a_mistake_of_the_caller(int key, int iv)
    {
        Assert.Throws<ArgumentException>(() => FlowCipher.Encrypt(new byte[key], new byte[iv], [], new byte[16]));
        Assert.Throws<ArgumentException>(() => FlowCipher.TryDecrypt(new byte[key], new byte[iv], new byte[16], []));
    }

    [Theory]
    [InlineData(5, 20)]
    [InlineData(5, 22)]
    [InlineData(0, 15)]
    public void Any_other_size_of_the_output_is_a_mistake_of_the_caller(int plaintext, int ciphertext)
    {
        Assert.Throws<ArgumentException>(
            () => FlowCipher.Encrypt(s_key, s_iv, new byte[plaintext], new byte[ciphertext]));
        Assert.Throws<ArgumentException>(
            () => FlowCipher.TryDecrypt(s_key, s_iv, new byte[ciphertext], new byte[plaintext]));
    }

    private static byte[] Encrypt(byte[] key, byte[] iv, byte[] plaintext)
    {
        var ciphertext = new byte[plaintext.Length + FlowCipher.TagSize];
        FlowCipher.Encrypt(key, iv, plaintext, ciphertext);
        return ciphertext;
    }

    private static IEnumerable<JsonElement> Wycheproof(int? ivBits = null, int? keyBits = null)
    {
        var path = Repository.Fixtures("crypto/wycheproof/aes_gcm_test.json");
        Assert.SkipWhen(path is null, "The Wycheproof vectors are not beside this checkout.");
        return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement.GetProperty("testGroups").EnumerateArray()
            .Where(group => (ivBits ?? group.GetProperty("ivSize").GetInt32()) == group.GetProperty("ivSize").GetInt32())
            .Where(group => (keyBits ?? group.GetProperty("keySize").GetInt32()) == group.GetProperty("keySize").GetInt32())
            .SelectMany(group => group.GetProperty("tests").EnumerateArray());
    }

    private static byte[] Hex(JsonElement test, string name) =>
        Convert.FromHexString(test.GetProperty(name).GetString()!);
}
