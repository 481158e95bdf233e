using System.Security.Cryptography;
using System.Text.Json;
using Hermetic.Testing;

namespace Hermetic.Cryptography.Tests.Wycheproof;

/// <summary>The platform's HKDF, through the call that HV1 and peppers use.</summary>
public sealed class HkdfTests
{
    [Theory]
    [InlineData("hkdf_sha512_test.json", "SHA512", 83)]
    [InlineData("hkdf_sha256_test.json", "SHA256", 86)]
    public void Vectors(string file, string hash, int count)
    {
        var path = Repository.Fixtures($"crypto/wycheproof/{file}");
        Assert.SkipWhen(path is null, "the Wycheproof vectors are not beside this checkout");
        using var suite = JsonDocument.Parse(File.ReadAllBytes(path));
        var tests = suite.RootElement.GetProperty("testGroups").EnumerateArray()
            .SelectMany(group => group.GetProperty("tests").EnumerateArray()).ToArray();
        foreach (var test in tests)
        {
            var derived = new byte[test.GetProperty("size").GetInt32()];
            void Derive() => HKDF.DeriveKey(new(hash), Hex(test, "ikm"), derived, Hex(test, "salt"), Hex(test, "info"));
            if (test.GetProperty("result").ValueEquals("valid"))
            {
                Derive();
                Assert.Equal(Hex(test, "okm"), derived);
            }
            else
            {
                Assert.ThrowsAny<ArgumentException>(Derive);
            }
        }
        Assert.Equal(count, tests.Length);
    }

    private static byte[] Hex(JsonElement test, string name) =>
        Convert.FromHexString(test.GetProperty(name).GetString()!);
}
