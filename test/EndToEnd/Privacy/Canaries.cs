using System.Security.Cryptography;
using System.Text;
using Hermetic.EndToEnd.Wire;

namespace Hermetic.EndToEnd.Privacy;

/// <summary>Random texts that exist nowhere else, and the people whose names, numbers and ids are such texts.</summary>
internal sealed class Canaries
{
    private readonly List<string> _all = [];

    public Canaries() =>
        (Prober, Booker, Caller, Unlucky, Stranger) = (NewPerson(), NewPerson(), NewPerson(), NewPerson(), NewPerson());

    public IReadOnlyList<string> All => _all;

    public Person Prober { get; }

    public Person Booker { get; }

    public Person Caller { get; }

    public Person Unlucky { get; }

    public Person Stranger { get; }

    /// <summary>A new one; the word in front tells where it was used, and is not searched for.</summary>
    public string New(string where)
    {
        var canary = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 20);
        _all.Add(canary);
        return $"{where}-{canary}";
    }

    /// <summary>A message id, which embeds the person's number.</summary>
    public string Wamid(Person person)
    {
        var wamid = person.NewWamid();
        KeepWamid(wamid);
        return wamid;
    }

    /// <summary>What the Graph API received is content too: the text, its first line, the ids of its buttons.</summary>
    public void Keep(Received message)
    {
        KeepWamid(message.Wamid);
        _all.AddRange(message.Buttons.Select(button => button.Id));
        _all.AddRange(message.Text.Split('\n').Where(line => line.Length >= 16));
    }

    // The id as it is written, and the bytes that it spells: what stands behind the number is random.
    private void KeepWamid(string wamid) => _all.Add(wamid["wamid.".Length..].TrimEnd('='));

    public string NewPhone()
    {
        var phone = "49151" + RandomNumberGenerator.GetString("123456789", 1) + RandomNumberGenerator.GetString("0123456789", 8);
        _all.Add(phone);
        return phone;
    }

    private Person NewPerson()
    {
        var phone = NewPhone();
        var user = RandomNumberGenerator.GetString("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", 20);
        _all.Add(user);
        return new(phone, New("name"), "DE." + user);
    }
}
