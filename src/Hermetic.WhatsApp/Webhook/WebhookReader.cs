namespace Hermetic.WhatsApp;

/// <summary>
/// Reads a webhook body: bytes to elements. Each of <c>messages[]</c>, <c>statuses[]</c>,
/// <c>message_echoes[]</c>, each value's errors without messages, and each change of another field is one
/// element; whatever stands where these belong but has another shape is one too. An element is typed or
/// parked, never dropped, and no JSON makes this throw. Time and memory are linear in the body.
/// </summary>
public static class WebhookReader
{
    /// <summary>Reads a body of which the signature is verified. All results are slices of it.</summary>
    /// <exception cref="WebhookFormatException">The body is not JSON: answer 400.</exception>
    public static WebhookContent Read(ReadOnlyMemory<byte> body)
    {
        var root = JsonSlice.Read(body);
        var (elements, parked) = (new List<WebhookElement>(), new List<ParkedElement>());
        var beside = new List<ValueErrors>();
        if (!ReadItems(JsonObject.From(root), "entry"u8, default, parked, ReadEntry))
            parked.Add(new(ParkReason.UnexpectedShape, root.Raw));
        return new(elements, parked) { ErrorsBesideMessages = beside };

        void ReadEntry(JsonSlice slice)
        {
            var entry = JsonObject.From(slice);
            var id = entry?.Text("id"u8) ?? default;
            var anonymous = new WebhookValue(id, entry?["time"u8]);
            if (!ReadItems(entry, "changes"u8, anonymous, parked, change => ReadChange(change, anonymous)))
                parked.Add(anonymous.Park(ParkReason.UnexpectedShape, slice.Raw));
        }

        void ReadChange(JsonSlice slice, WebhookValue anonymous)
        {
            if (JsonObject.From(slice) is { } change && change.Object("value"u8) is { } members)
            {
                var value = new WebhookValue(anonymous, members);
                new ChangeReading(change, members, value, root.IsDeep, elements, parked, beside).Read();
            }
            else
            {
                parked.Add(anonymous.Park(ParkReason.UnexpectedShape, slice.Raw));
            }
        }
    }

    /// <summary>Reads every item of every member of that name; a member that is no array is parked
    /// whole.</summary>
    /// <returns>Whether there was such a member.</returns>
    internal static bool ReadItems(
        JsonObject? owner, ReadOnlySpan<byte> name, WebhookValue? value, List<ParkedElement> parked,
        Action<JsonSlice> read)
    {
        var found = owner?.All(name) ?? [];
        foreach (var member in found)
        {
            if (member.IsArray)
                member.Items().ForEach(read);
            else
                parked.Add((value ?? new(default)).Park(ParkReason.UnexpectedShape, member.Raw));
        }
        return found.Count > 0;
    }
}
