namespace Load;

/// <summary>Somebody on WhatsApp, one of the numbers from 491500000000.</summary>
public sealed class Person(int index)
{
    private long _wrote;

    /// <summary>Digits without a plus.</summary>
    public string Phone { get; } = $"4915{index:D8}";

    public string Name => NameOf(Phone);

    /// <summary>The business-scoped user id.</summary>
    public string UserId => $"DE.9988{index:D16}";

    public static string NameOf(string phone) => "Person " + phone;

    /// <summary>The next message, numbered. A person writes one after the other: called by one thread at a time.</summary>
    public PersonMessage Write(bool asEcho)
    {
        var number = ++_wrote;
        var text = $"{Phone} says {number:D8}";
        return new(this, number, Wamid.New(Phone), text, asEcho ? "#echo " + text : text);
    }
}

/// <summary>One message of a person.</summary>
/// <param name="Text">What the answer has to be.</param>
/// <param name="Says">What is sent: the text, behind <c>#echo</c> where the service knows that word.</param>
public sealed record PersonMessage(Person Person, long Number, string Wamid, string Text, string Says);
