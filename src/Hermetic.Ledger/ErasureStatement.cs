using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Hermetic.Ledger;

/// <summary>
/// What a deployment certifies of a person's erasure: the part of the ledger entry that says which erasable root was
/// destroyed, where, and what that is worth. Nothing in it is about the person.
/// </summary>
public sealed record ErasureStatement
{
    /// <summary>Length of <see cref="Commitment"/> in bytes.</summary>
    public const int CommitmentSize = 32;

    /// <summary>The deployment, by its random id.</summary>
    public required Guid Deployment { get; init; }

    /// <summary>The epoch of the root that was destroyed, from 1.</summary>
    public required int FromEpoch { get; init; }

    /// <summary>The epoch of the root in its place; later.</summary>
    public required int ToEpoch { get; init; }

    /// <summary>Commits to the destroyed root (docs/formats.md, Keys); 32 bytes that tell nothing of it.</summary>
    public required ReadOnlyMemory<byte> Commitment { get; init; }

    /// <summary>The hour since when the root is nowhere any more.</summary>
    public required LedgerHour DestroyedAt { get; init; }

    /// <summary>Every place that held the root, by name: the service itself, then its escrows.</summary>
    public required IReadOnlyDictionary<string, ErasurePlace> Places { get; init; }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(ErasureStatement? other) => other is not null && ToJson().ToString() == other.ToJson().ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Deployment, FromEpoch, ToEpoch, DestroyedAt);

    internal CanonicalObject ToJson()
    {
        var places = new CanonicalObject();
        foreach (var (name, place) in Places)
            places.Add(name, place.ToJson());
        return new CanonicalObject()
            .Add("commitment", Convert.ToBase64String(Commitment.Span)).Add("deployment", Deployment.ToString("D"))
            .Add("destroyed", DestroyedAt.ToString()).Add("from", FromEpoch).Add("to", ToEpoch).Add("places", places);
    }

    /// <summary>Reads what stands at the reader. Lenient about spelling: the entry's own comparison is the rule.</summary>
    internal static bool TryRead(ref Utf8JsonReader json, [NotNullWhen(true)] out ErasureStatement? statement)
    {
        statement = null;
        if (!TryReadMembers(ref json, out var members, out var places)
            || !Guid.TryParseExact(members.GetValueOrDefault("deployment"), "D", out var deployment)
            || !LedgerHour.TryParse(members.GetValueOrDefault("destroyed"), out var destroyed)
            || !StrictBase64.TryDecode(PublicText.Write(members.GetValueOrDefault("commitment", "")), out var commitment)
            || commitment.Length != CommitmentSize
            || !TryReadEpoch(members, "from", out var from) || !TryReadEpoch(members, "to", out var to) || to <= from)
            return false;
        statement = new()
        {
            Deployment = deployment, FromEpoch = from, ToEpoch = to, Commitment = commitment, DestroyedAt = destroyed,
            Places = places,
        };
        return true;
    }

    private static bool TryReadEpoch(Dictionary<string, string> members, string name, out int epoch) =>
        int.TryParse(members.GetValueOrDefault(name), NumberStyles.None, CultureInfo.InvariantCulture, out epoch) && epoch > 0;

    private static bool TryReadMembers(
        ref Utf8JsonReader json, out Dictionary<string, string> members, out Dictionary<string, ErasurePlace> places)
    {
        (members, places) = (new(StringComparer.Ordinal), new(StringComparer.Ordinal));
        if (json.TokenType != JsonTokenType.StartObject)
            return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!json.Read())
                return false;
            if (name == "places")
            {
                if (!TryReadPlaces(ref json, places))
                    return false;
            }
            else if (!TryReadValue(ref json, out var value))
                return false;
            else
                members[name] = value;
        }
        return json.TokenType == JsonTokenType.EndObject;
    }

    private static bool TryReadPlaces(ref Utf8JsonReader json, Dictionary<string, ErasurePlace> places)
    {
        if (json.TokenType != JsonTokenType.StartObject)
            return false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!json.Read() || !ErasurePlace.TryRead(ref json, out var place))
                return false;
            places[name] = place;
        }
        return json.TokenType == JsonTokenType.EndObject;
    }

    internal static bool TryReadValue(ref Utf8JsonReader json, out string value)
    {
        value = "";
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var number))
            value = number.ToString(CultureInfo.InvariantCulture);
        else if (json.TokenType == JsonTokenType.String)
            value = json.GetString()!;
        else
            return false;
        return true;
    }
}

/// <summary>A place that held an erasable root, and what its destruction there is worth.</summary>
/// <param name="Kind">Such as <c>file</c>, <c>pkcs11</c>, <c>directory</c>, <c>sftp</c>; not empty.</param>
/// <param name="Level">0 to 3: how far the destruction reaches (docs/operate/root-providers.md).</param>
/// <param name="HorizonHours">After how many hours nobody can bring the root back; null when that cannot be
/// known.</param>
public sealed record ErasurePlace(string Kind, int Level, long? HorizonHours)
{
    private const int HighestLevel = 3;

    // Beyond 2^53 a JSON number would not be exact; a hundred thousand years are enough.
    private const long LongestHorizon = 876_000_000;

    internal CanonicalObject ToJson()
    {
        var json = new CanonicalObject().Add("kind", Kind).Add("level", Level);
        return HorizonHours is { } hours ? json.Add("horizon-hours", hours) : json;
    }

    internal static bool TryRead(ref Utf8JsonReader json, [NotNullWhen(true)] out ErasurePlace? place)
    {
        place = null;
        if (json.TokenType != JsonTokenType.StartObject)
            return false;
        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            if (!json.Read() || !ErasureStatement.TryReadValue(ref json, out var value))
                return false;
            members[name] = value;
        }
        var hours = 0L;
        if (json.TokenType != JsonTokenType.EndObject
            || members.GetValueOrDefault("kind") is not { Length: > 0 } kind
            || !int.TryParse(members.GetValueOrDefault("level"), NumberStyles.None, CultureInfo.InvariantCulture, out var level)
            || level > HighestLevel
            || members.TryGetValue("horizon-hours", out var text)
                && !(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out hours) && hours <= LongestHorizon))
            return false;
        place = new(kind, level, text is null ? null : hours);
        return true;
    }
}
