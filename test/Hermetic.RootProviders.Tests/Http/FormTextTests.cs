using System.Text;
using CsCheck;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Http;

namespace Hermetic.RootProviders.Tests.Http;

public sealed class FormTextTests
{
    private static readonly SecretArena _arena = new(4 << 20);

    [Fact]
    public void What_is_written_is_read_again_by_others() =>
        Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        {
            if (!IsText(one) || !IsText(other))
                return;
            using var form = new SecretWriter(_arena);
            FormText.Field(form, "a"u8, Encoding.UTF8.GetBytes(one));
            FormText.Field(form, "b"u8, Encoding.UTF8.GetBytes(other));
            var fields = Encoding.ASCII.GetString(form.WrittenSpan).Split('&').Select(field => field.Split('=')).ToList();
            Assert.Equal(["a", "b"], fields.Select(field => field[0]));
            Assert.Equal([one, other], fields.Select(field => Uri.UnescapeDataString(field[1])));
        });

    /// <summary>Half of a surrogate pair is no text.</summary>
    private static bool IsText(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;
}
