using System.Security.Cryptography;
using System.Text;

namespace Load;

/// <summary>Message ids of the form that Meta uses: the phone number is inside, in base64.</summary>
public static class Wamid
{
    public static string New(string phone)
    {
        Span<byte> bytes = stackalloc byte[64];
        bytes[0] = 0x1C;
        bytes[1] = 0x38;
        bytes[2] = (byte)phone.Length;
        var length = 3 + Encoding.ASCII.GetBytes(phone, bytes[3..]);
        bytes[length++] = 0x15;
        bytes[length++] = 0x02;
        RandomNumberGenerator.Fill(bytes.Slice(length, 18));
        length += 18;
        bytes[length++] = 0;
        return "wamid." + Convert.ToBase64String(bytes[..length]);
    }
}
