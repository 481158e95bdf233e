using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermetic.Cryptography;

namespace Hermetic.Server.Console;

/// <summary>
/// The way from a desk to a page: what the desk writes goes through secret memory and becomes the strings of a model, which
/// live until the page has been sent.
/// </summary>
internal sealed class DeskReading(SecretArena arena)
{
    /// <returns>Null when the desk wrote nothing.</returns>
    internal async Task<T?> ReadAsync<T>(JsonTypeInfo<T> shape, Func<Utf8JsonWriter, Task<bool>> write) where T : class
    {
        using var content = new SecretWriter(arena);
        await using (var json = new Utf8JsonWriter(content))
        {
            if (!await write(json))
                return null;
        }
        return JsonSerializer.Deserialize(content.WrittenSpan, shape);
    }

    internal async Task<T> ReadAsync<T>(JsonTypeInfo<T> shape, Func<Utf8JsonWriter, Task> write) where T : class =>
        (await ReadAsync(shape, async json =>
        {
            await write(json);
            return true;
        }))!;
}
