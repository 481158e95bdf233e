using System.Security.Cryptography;
using System.Text;

namespace Hermetic.EndToEnd.Wire;

/// <summary>Somebody on WhatsApp, as webhooks name them.</summary>
/// <param name="Phone">Digits without a plus.</param>
/// <param name="UserId">The business-scoped user id, <c>CC.</c> and letters and digits.</param>
internal sealed record Person(string Phone, string Name, string UserId)
{
    public static Person Numbered(int number) =>
        new($"4915000{number:D5}", $"Person {number:D3}", $"DE.9988{number:D16}");

    /// <summary>A message id of the form that Meta uses: the phone number is inside, in base64.</summary>
    public string NewWamid() => "wamid." + Convert.ToBase64String(
        [0x1C, 0x38, (byte)Phone.Length, .. Encoding.ASCII.GetBytes(Phone), 0x15, 0x02, .. RandomNumberGenerator.GetBytes(18), 0]);
}
