using System.Globalization;

namespace Hermetic.WhatsApp;

/// <summary>A place (<c>location</c>): the sender's own or one that they chose.</summary>
/// <param name="Latitude">Degrees north as written, from -90 to 90.</param>
/// <param name="Longitude">Degrees east as written, from -180 to 180.</param>
/// <param name="Name">Its name; null for the sender's own place.</param>
/// <param name="Address">Its address; null when none.</param>
/// <param name="Url">A link to it; null when none.</param>
/// <remarks>The coordinates stay handles: a number would outlive the buffer that is wiped.</remarks>
public sealed record LocationMessage(
    JsonText Latitude, JsonText Longitude, JsonText? Name, JsonText? Address, JsonText? Url) : MessageContent
{
    internal static readonly MessageKind Kind = new("location", read: Read);

    private static LocationMessage? Read(JsonObject message) =>
        message.Object("location"u8) is { } location
        && Degrees(location["latitude"u8], 90) is { } latitude
        && Degrees(location["longitude"u8], 180) is { } longitude
            ? new(
                latitude,
                longitude,
                location.Text("name"u8),
                location.Text("address"u8),
                location.Text("url"u8))
            : null;

    // A number, or a string that is one; WhatsApp's examples have both.
    private static JsonText? Degrees(JsonSlice? slice, double most)
    {
        Span<byte> utf8 = stackalloc byte[64];
        return slice?.Scalar is { } text && text.MaxLength <= utf8.Length
            && double.TryParse(
                utf8[..text.Unescape(utf8)],
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out var degrees)
            && Math.Abs(degrees) <= most
                ? text
                : null;
    }
}
