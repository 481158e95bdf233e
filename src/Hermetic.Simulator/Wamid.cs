using System.Collections.Concurrent;
using System.Text;

namespace Hermetic.Simulator;

/// <summary>
/// Message ids as Meta makes them: <c>wamid.</c> and base64 over <c>1C 18</c>, the person's number with its
/// length, <c>15 02 00</c>, the direction, a hexadecimal id with its length, <c>00</c>. The number is
/// readable in it, which is why a wamid is personal data. (Layout read from Meta's published samples.)
/// </summary>
internal sealed class Wamid(SeededBytes seeded)
{
    private const byte FromPerson = 0x12;
    private const byte FromBusiness = 0x11;

    // Counted per person and direction: the ids of one conversation do not depend on the others.
    private readonly ConcurrentDictionary<(byte Direction, string Address), int> _made = new();

    /// <summary>20 hexadecimal characters, the first two <c>3A</c>, as phones make them.</summary>
    public string ForPerson(SimulatedPerson person) => Build(person, FromPerson, "3A");

    /// <summary>18 hexadecimal characters, as the Cloud API makes them.</summary>
    public string ForBusiness(SimulatedPerson person) => Build(person, FromBusiness, "");

    private string Build(SimulatedPerson person, byte direction, string prefix)
    {
        var address = person.PhoneNumber ?? person.UserId;
        var number = _made.AddOrUpdate((direction, address), 1, static (_, made) => made + 1);
        var id = prefix + seeded.Hex($"wamid {direction} {address} {number}", bytes: 9);
        byte[] bytes =
        [
            0x1C, 0x18, checked((byte)address.Length), .. Encoding.ASCII.GetBytes(address),
            0x15, 0x02, 0x00, direction, 0x18, checked((byte)id.Length), .. Encoding.ASCII.GetBytes(id), 0x00,
        ];
        return "wamid." + Convert.ToBase64String(bytes);
    }
}
