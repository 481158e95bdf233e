using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Cryptography.Tests.Wycheproof;

public sealed class AesGcmOnceTests
{
    [Fact]
    public void Vectors_with_a_96_bit_iv_seal_and_open_and_the_broken_ones_are_refused()
    {
        var ran = 0;
        foreach (var (_, test) in Tests().Where(each => each.IvBits == 96))
        {
            var (key, iv, aad) = (Hex(test, "key"), Hex(test, "iv"), Hex(test, "aad"));
            var (message, sealedBytes) = (Hex(test, "msg"), (byte[])[.. Hex(test, "ct"), .. Hex(test, "tag")]);
            var opened = new byte[message.Length];
            if (test.GetProperty("result").ValueEquals("valid"))
            {
                var made = new byte[sealedBytes.Length];
                AesGcmOnce.Encrypt(key, iv, aad, message, made);
                Assert.Equal(sealedBytes, made);
                AesGcmOnce.Decrypt(key, iv, aad, sealedBytes, opened);
                Assert.Equal(message, opened);
            }
            else
            {
                Assert.Throws<AuthenticationTagMismatchException>(
                    () => AesGcmOnce.Decrypt(key, iv, aad, sealedBytes, opened));
                Assert.All(opened, each => Assert.Equal(0, each));
            }
            ran++;
        }
        Assert.Equal(197, ran);
    }

    [Fact]
    public void Any_other_size_of_iv_is_refused()
    {
        var ran = 0;
        foreach (var (_, test) in Tests().Where(each => each.IvBits != 96))
        {
            var (key, iv, aad) = (Hex(test, "key"), Hex(test, "iv"), Hex(test, "aad"));
            var opened = new byte[Hex(test, "msg").Length];
            Assert.Throws<ArgumentException>(
                () => AesGcmOnce.Decrypt(key, iv, aad, [.. Hex(test, "ct"), .. Hex(test, "tag")], opened));
            ran++;
        }
        Assert.Equal(119, ran);
    }

    private static IEnumerable<(int IvBits, JsonElement Test)> Tests()
    {
        var path = Repository.Fixtures("crypto/wycheproof/aes_gcm_test.json");
        Assert.SkipWhen(path is null, "the Wycheproof vectors are not beside this checkout");
        using var suite = JsonDocument.Parse(File.ReadAllBytes(path));
        foreach (var group in suite.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
                yield return (group.GetProperty("ivSize").GetInt32(), test);
        }
    }

    private static byte[] Hex(JsonElement test, string name) =>
        Convert.FromHexString(test.GetProperty(name).GetString()!);
}
