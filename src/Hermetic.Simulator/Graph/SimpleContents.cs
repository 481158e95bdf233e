using System.Globalization;
using System.Text.Json;

namespace Hermetic.Simulator.Graph;

/// <summary>Sends of a location, contact cards, a reaction.</summary>
internal static class SimpleContents
{
    private const int MostContacts = 257;
    private const int NameLimit = 1000;

    private static readonly string[] _nameParts =
        ["first_name", "last_name", "middle_name", "suffix", "prefix"];

    public static SendRequest Location(JsonElement body, SendRequest request)
    {
        var place = SendRules.RequiredObject(body, "location");
        var (latitude, longitude) = (Degrees(place, "latitude", 90), Degrees(place, "longitude", 180));
        var name = SendRules.Limited(place.Text("name"), "location['name']", NameLimit);
        SendRules.Limited(place.Text("address"), "location['address']", NameLimit);
        return request with
        {
            Kind = "location",
            Text = "📍 " + (name ?? string.Create(CultureInfo.InvariantCulture, $"{latitude}, {longitude}")),
        };
    }

    /// <summary>A formatted name and at least one other part of the name for each card.</summary>
    public static SendRequest Contacts(JsonElement body, SendRequest request)
    {
        var cards = body.Array("contacts").ToList();
        if (cards.Count == 0)
            throw new InvalidSendException(GraphError.Missing("contacts"));
        SendRules.Count("contacts", cards.Count, 1, MostContacts);
        var names = cards.Select(card => SendRules.RequiredObject(card, "name")).ToList();
        if (names.Exists(static name => _nameParts.All(
            part => string.IsNullOrEmpty(name.Text(part)))))
            throw SendRules.Broken("At least one of the optional parameters needs to be included along with " +
                "the formatted_name parameter.");
        return request with
        {
            Kind = "contacts",
            Text = "👤 " + string.Join(", ", names.Select(name =>
                SendRules.Required(name, "formatted_name", "contacts['name']['formatted_name']", NameLimit))),
        };
    }

    /// <summary>An empty emoji takes the reaction back.</summary>
    public static SendRequest Reaction(JsonElement body, SendRequest request)
    {
        var reaction = SendRules.RequiredObject(body, "reaction");
        var target = SendRules.Required(reaction, "message_id", "reaction['message_id']", NameLimit);
        var emoji = reaction.Text("emoji")
            ?? throw new InvalidSendException(GraphError.Missing("reaction['emoji']"));
        if (emoji.Length > 0
            && (new StringInfo(emoji).LengthInTextElements != 1 || emoji.All(char.IsAscii)))
            throw SendRules.Broken("Parameter 'reaction['emoji']' must be one emoji.");
        return request with { Kind = "reaction", Text = emoji, ReactionTo = target };
    }

    /// <summary>A number, or a string that is one, as in Meta's own examples.</summary>
    private static double Degrees(JsonElement place, string name, int limit)
    {
        var degrees = place.Member(name) switch
        {
            { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
            { ValueKind: JsonValueKind.String } text when double.TryParse(
                text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => value,
            null => throw new InvalidSendException(GraphError.Missing($"location['{name}']")),
            _ => double.NaN,
        };
        return Math.Abs(degrees) <= limit ? degrees
            : throw SendRules.Broken($"Parameter 'location['{name}']' is not between -{limit} and {limit}.");
    }
}
