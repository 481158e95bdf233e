using System.Text.Json;

namespace Hermetic.WhatsApp;

/// <summary>A place on the map.</summary>
public sealed class OutboundLocation : OutboundMessage
{
    private readonly double _latitude;
    private readonly double _longitude;

    /// <summary>Takes the place.</summary>
    /// <param name="latitude">In degrees, -90 to 90.</param>
    /// <param name="longitude">In degrees, -180 to 180.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not on the globe.</exception>
    public OutboundLocation(double latitude, double longitude)
    {
        if (latitude is not (>= -90 and <= 90))
            throw new ArgumentOutOfRangeException(nameof(latitude), "A latitude is -90 to 90 degrees.");
        if (longitude is not (>= -180 and <= 180))
            throw new ArgumentOutOfRangeException(nameof(longitude), "A longitude is -180 to 180 degrees.");
        (_latitude, _longitude) = (latitude, longitude);
    }

    /// <summary>What the place is called; up to 1000 characters, empty when not given.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> Name
    {
        get;
        init => field = WireText.Allow(value, 1000, "name of a place");
    }

    /// <summary>Its address; up to 1000 characters, empty when not given. WhatsApp shows it only beside a
    /// name.</summary>
    /// <exception cref="ArgumentException">Too long, or not UTF-8.</exception>
    public ReadOnlyMemory<byte> Address
    {
        get;
        init => field = WireText.Allow(value, 1000, "address of a place");
    }

    internal override void Write(Utf8JsonWriter writer)
    {
        writer.WriteString("type"u8, "location"u8);
        WriteMember(writer);
    }

    internal void WriteMember(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("location"u8);
        writer.WriteNumber("latitude"u8, _latitude);
        writer.WriteNumber("longitude"u8, _longitude);
        writer.WriteText("name"u8, Name);
        writer.WriteText("address"u8, Address);
        writer.WriteEndObject();
    }
}
