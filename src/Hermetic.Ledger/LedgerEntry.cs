using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Hermetic.Ledger;

/// <summary>
/// One recorded action, as its bytes go into the tree: canonical JSON (RFC 8785), version 1. Nothing in the
/// clear may tell about a person; what would is sealed under their key before hashing, so that erasing the
/// key leaves the tree whole.
/// </summary>
public sealed record LedgerEntry
{
    private const int Version = 1;

    /// <summary>
    /// What happened, a dotted word of the product's catalogue such as <c>message.received</c>; not empty.
    /// </summary>
    public required string Action { get; init; }

    /// <summary>Who acted: a role or a random id such as <c>assistant</c>, never a name; not empty.</summary>
    public required string Actor { get; init; }

    /// <summary>The hour it happened in.</summary>
    public required LedgerHour At { get; init; }

    /// <summary>
    /// What it was done to, by random id; or what an entry of the log itself quotes. Null when nothing.
    /// </summary>
    public string? Object { get; init; }

    /// <summary>
    /// An HV1 envelope of the personal details and the exact time, in bytes; empty when there are none.
    /// </summary>
    public ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>The random id of the person whose data was touched; null when nobody's was.</summary>
    public Guid? Subject { get; init; }

    /// <summary>What the entry certifies of an erasure; null in every other.</summary>
    public ErasureStatement? Erasure { get; init; }

    /// <summary>The bytes that are hashed and bundled, at most 65,535; absent members are left out.</summary>
    /// <exception cref="InvalidOperationException">Action or actor is empty, or the entry is longer than a
    /// bundle can carry.</exception>
    /// <exception cref="ArgumentException">A text has a lone surrogate, which no UTF-8 can carry.</exception>
    public byte[] ToCanonicalJson()
    {
        if (string.IsNullOrEmpty(Action) || string.IsNullOrEmpty(Actor))
            throw new InvalidOperationException("A ledger entry names its action and its actor.");
        var json = new CanonicalObject()
            .Add("action", Action).Add("actor", Actor).Add("at", At.ToString()).Add("v", Version);
        if (Erasure is not null)
            json.Add("erasure", Erasure.ToJson());
        if (Object is not null)
            json.Add("object", Object);
        if (!Sealed.IsEmpty)
            json.Add("sealed", Convert.ToBase64String(Sealed.Span));
        if (Subject is { } subject)
            json.Add("subject", subject.ToString("D"));
        var bytes = json.ToUtf8();
        return bytes.Length <= EntryBundle.MaxEntryLength
            ? bytes
            : throw new InvalidOperationException("A ledger entry has at most 65,535 bytes.");
    }

    /// <summary>Whether both write the same bytes.</summary>
    public bool Equals(LedgerEntry? other) =>
        other is not null && ToCanonicalJson().AsSpan().SequenceEqual(other.ToCanonicalJson());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Action, Actor, At, Object, Subject);

    /// <summary>
    /// Reads an entry. Only bytes that <see cref="ToCanonicalJson"/> could have written are accepted: no
    /// unknown, doubled or reordered members, no other spelling, no other version.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> json, [NotNullWhen(true)] out LedgerEntry? entry)
    {
        entry = null;
        if (json.Length > EntryBundle.MaxEntryLength || !TryReadMembers(json, out var members, out var erasure))
            return false;
        var subject = Guid.Empty;
        var envelope = Array.Empty<byte>();
        if (members.GetValueOrDefault("action") is not { Length: > 0 } action
            || members.GetValueOrDefault("actor") is not { Length: > 0 } actor
            || !LedgerHour.TryParse(members.GetValueOrDefault("at"), out var at)
            || members.TryGetValue("subject", out var id) && !Guid.TryParseExact(id, "D", out subject)
            || members.TryGetValue("sealed", out var text)
                && !StrictBase64.TryDecode(PublicText.Write(text), out envelope))
            return false;
        var read = new LedgerEntry
        {
            Action = action,
            Actor = actor,
            At = at,
            Erasure = erasure,
            Object = members.GetValueOrDefault("object"),
            Sealed = envelope,
            Subject = id is null ? null : subject,
        };
        entry = json.SequenceEqual(read.ToCanonicalJson()) ? read : null;
        return entry is not null;
    }

    // Lenient about order and spelling: the comparison with what would have been written is the rule.
    private static bool TryReadMembers(
        ReadOnlySpan<byte> json, out Dictionary<string, string> members, out ErasureStatement? erasure)
    {
        erasure = null;
        members = new(StringComparer.Ordinal);
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                if (name == "erasure" && reader.Read())
                {
                    if (!ErasureStatement.TryRead(ref reader, out erasure))
                        return false;
                    continue;
                }
                if (!reader.Read() || reader.TokenType is not (JsonTokenType.String or JsonTokenType.Number))
                    return false;
                members[name] = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            }
            return true;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return false;       // not JSON, or a string that is not Unicode
        }
    }
}
