using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermetic.Cryptography;
using Hermetic.Testing;

namespace Hermetic.WhatsApp.Tests.Flows;

public sealed class FlowMediaTests : IDisposable
{
    private readonly SecretArena _arena = new(4 << 20);

    [Fact]
    public void Files_made_by_OpenSSL_open()
    {
        foreach (var media in FlowVectors.Media)
        {
            var content = Decrypt(media.GetProperty("file").GetBytesFromBase64(), Keys(media));
            Assert.Equal(media.GetProperty("content").GetBytesFromBase64(), content);
        }
    }

    [Fact]
    public void A_real_photo_opens()
    {
        var path = Repository.Fixtures("whatsapp/vectors/flows_media_pywa.json");
        Assert.SkipWhen(path is null, "The fixtures are not beside this checkout.");
        var media = JsonDocument.Parse(File.ReadAllText(path)).RootElement;
        var content = Decrypt(media.GetProperty("cdn_file_b64").GetBytesFromBase64(), Keys(media));
        Assert.Equal(media.GetProperty("expected_plain_b64").GetBytesFromBase64(), content);
    }

    [Fact]
    public void A_byte_changed_or_cut_off_anywhere_is_refused()
    {
        var media = FlowVectors.Media.ElementAt(1);
        var file = media.GetProperty("file").GetBytesFromBase64();
        for (var at = 0; at < file.Length; at++)
        {
            byte[] altered = [.. file];
            altered[at] ^= 1;
            Assert.Null(Decrypt(altered, Keys(media)));
            Assert.Null(Decrypt(file[..at], Keys(media)));
            // The same with the hash of the file put right: now the code or the padding has to find it.
            Assert.Null(Decrypt(altered, Keys(media, keys => keys["encrypted_hash"] = Hash(altered))));
            Assert.Null(Decrypt(file[..at], Keys(media, keys => keys["encrypted_hash"] = Hash(file[..at]))));
        }
    }

    [Theory]
    [InlineData("encryption_key")]
    [InlineData("hmac_key")]
    [InlineData("iv")]
    [InlineData("encrypted_hash")]
    [InlineData("plaintext_hash")]
    public void Each_key_and_each_hash_is_needed(string member)
    {
        var media = FlowVectors.Media.Last();
        var file = media.GetProperty("file").GetBytesFromBase64();
        Assert.Null(Decrypt(file, Keys(media, keys =>
        {
            var bytes = Convert.FromBase64String(keys[member]!.GetValue<string>());
            bytes[^1] ^= 1;
            keys[member] = Convert.ToBase64String(bytes);
        })));
        Assert.Null(Keys(media, keys => keys.Remove(member)));
        Assert.Null(Keys(media, keys => keys[member] = 7));
        Assert.Null(Keys(media, keys => keys[member] = "AAAA"));
        Assert.Equal(0, _arena.InUse);
    }

    /// <summary>A file whose code is right but whose padding is not: made with the keys, as a forger could not.</summary>
    [Fact]
    public void A_wrong_padding_is_refused_without_a_word()
    {
        var (key, hmacKey, iv) = (new byte[32], new byte[32], new byte[16]);
        using var aes = Aes.Create();
        aes.Key = key;
        var ciphertext = aes.EncryptCbc(new byte[16], iv, PaddingMode.None);
        byte[] coded = [.. iv, .. ciphertext];
        byte[] file = [.. ciphertext, .. HMACSHA256.HashData(hmacKey, coded).AsSpan(0, 10)];
        var keys = new JsonObject
        {
            ["encryption_key"] = Convert.ToBase64String(key),
            ["hmac_key"] = Convert.ToBase64String(hmacKey),
            ["iv"] = Convert.ToBase64String(iv),
            ["encrypted_hash"] = Hash(file),
            ["plaintext_hash"] = Hash(new byte[16]),
        };
        Assert.Null(Decrypt(file, FlowMediaKeys.Parse(keys.ToJsonString().Utf8(), _arena)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    public void What_is_no_object_with_keys_has_none(string json) =>
        Assert.Null(FlowMediaKeys.Parse(json.Utf8(), _arena));

    private static string Hash(byte[] bytes) => Convert.ToBase64String(SHA256.HashData(bytes));

    private FlowMediaKeys? Keys(JsonElement media, Action<JsonObject>? change = null)
    {
        var keys = JsonNode.Parse(media.GetProperty("encryption_metadata").GetRawText())!.AsObject();
        change?.Invoke(keys);
        return FlowMediaKeys.Parse(keys.ToJsonString().Utf8(), _arena);
    }

    private byte[]? Decrypt(byte[] file, FlowMediaKeys? keys)
    {
        using (keys)
        {
            using var content = FlowMedia.Decrypt(file, keys!, _arena);
            return content?.Span.ToArray();
        }
    }

    public void Dispose() => _arena.Dispose();
}
