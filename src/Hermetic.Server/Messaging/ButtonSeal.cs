using System.Buffers.Binary;
using System.Buffers.Text;
using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Server.Messaging;

/// <summary>
/// The id of a button or of a row of a list: choice ‖ nonce ‖ expiry ‖ code, base64url. The code binds exactly one action of exactly one person;
/// the nonce ties it to the question that is open, so that it works once.
/// </summary>
internal sealed class ButtonSeal(KeyRing ring, SecretArena arena)
{
    /// <summary>Long enough to think about an appointment, short enough that a lost phone does not book next week.</summary>
    internal static readonly Duration Lifetime = Duration.FromHours(1);

    private const int Header = 1 + 16 + 8;
    private const int Size = Header + Tag.Size;

    /// <summary>Length of an id in characters.</summary>
    internal static readonly int Length = Base64Url.GetEncodedLength(Size);

    internal void Write(Choice choice, PendingAction action, UInt128 nonce, SubjectId person, Instant now, Span<byte> id)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes[0] = (byte)choice;
        BinaryPrimitives.WriteUInt128BigEndian(bytes[1..], nonce);
        BinaryPrimitives.WriteInt64BigEndian(bytes[17..], (now + Lifetime).ToUnixTimeSeconds());
        Code(ring.Confirmation, bytes[..Header], action, person).CopyTo(bytes[Header..]);
        Base64Url.EncodeToUtf8(bytes, id);
    }

    /// <summary>The choice when the id is genuine, unexpired and belongs to the open question; else null.</summary>
    internal Choice? Verify(ReadOnlySpan<byte> id, DialogueState state, SubjectId person, Instant now)
    {
        Span<byte> bytes = stackalloc byte[Size];
        if (id.Length != Length || !Base64Url.IsValid(id, out var decoded) || decoded != Size)
            return null;
        Base64Url.DecodeFromUtf8(id, bytes);
        if (state is not { Pending: { } action, Nonce: { } nonce }
            || BinaryPrimitives.ReadUInt128BigEndian(bytes[1..]) != nonce
            || BinaryPrimitives.ReadInt64BigEndian(bytes[17..]) < now.ToUnixTimeSeconds()
            || !IsGenuine(bytes, action, person))
            return null;
        return (Choice)bytes[0];
    }

    /// <summary>A button that was made before a rotation is good for its hour.</summary>
    private bool IsGenuine(ReadOnlySpan<byte> bytes, PendingAction action, SubjectId person)
    {
        var code = Tag.FromBytes(bytes[Header..]);
        foreach (var key in ring.Confirmations)
        {
            if (Code(key, bytes[..Header], action, person) == code)
                return true;
        }
        return false;
    }

    private Tag Code(MacKey key, ReadOnlySpan<byte> header, PendingAction action, SubjectId person)
    {
        using var canonical = new SecretWriter(arena);
        action.WriteCanonical(canonical);
        Span<byte> owner = stackalloc byte[16];
        person.Value.TryWriteBytes(owner, bigEndian: true, out _);
        return key.Tag("button", header, canonical.WrittenSpan, owner);
    }
}
