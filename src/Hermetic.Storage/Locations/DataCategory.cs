using Hermetic.Domain;

namespace Hermetic.Storage.Locations;

/// <summary>About whom data is (GDPR Art. 30(1)(c)).</summary>
public enum DataSubjects
{
    /// <summary>Nobody: keys, hashes, the state of machines.</summary>
    None,

    /// <summary>People who write to the business.</summary>
    Customers,

    /// <summary>Those, and the people of the business who deal with them.</summary>
    CustomersAndStaff,

    /// <summary>People of the business.</summary>
    Staff,
}

/// <summary>
/// A category of data as a record of processing lists it (GDPR Art. 30(1)(b), (c)): what, about whom, why, and what
/// allows it (Art. 6(1)).
/// </summary>
public sealed class DataCategory
{
    private DataCategory(string name, string what, DataSubjects subjects, string purpose, LawfulBasis basis) =>
        (Name, What, Subjects, Purpose, Basis) = (name, what, subjects, purpose, basis);

    public static DataCategory Contacts { get; } = new(
        "contacts", "who somebody is and how to reach them: numbers, user ids, names, when they wrote last",
        DataSubjects.Customers, "knowing who writes, and answering them where they are", LawfulBasis.Contract);

    public static DataCategory Messages { get; } = new(
        "messages", "what people and the business wrote to each other, with files and what is just being done",
        DataSubjects.Customers, "answering questions and making appointments", LawfulBasis.Contract);

    public static DataCategory Appointments { get; } = new(
        "appointments", "service, time and with whom, and the reminder of it",
        DataSubjects.Customers, "keeping appointments", LawfulBasis.Contract);

    public static DataCategory Unread { get; } = new(
        "unread", "what WhatsApp delivered and this program could not read or attribute",
        DataSubjects.Customers, "losing nothing that somebody said", LawfulBasis.LegitimateInterests);

    public static DataCategory Preferences { get; } = new(
        "preferences", "who said STOP or wants no marketing",
        DataSubjects.Customers, "leaving people alone who asked for it (Art. 21(3))", LawfulBasis.LegalObligation);

    public static DataCategory Delivery { get; } = new(
        "delivery", "marks by which a message or a status that comes again is recognised; they name nobody",
        DataSubjects.Customers, "answering each message once", LawfulBasis.LegitimateInterests);

    public static DataCategory Requests { get; } = new(
        "requests",
        "copies of people's data that wait for their download, why somebody's data must be kept, what waits for a second "
        + "person, and who of the business looked at whom",
        DataSubjects.CustomersAndStaff, "answering people about their data (Art. 12 to 22)", LawfulBasis.LegalObligation);

    public static DataCategory Evidence { get; } = new(
        "evidence", "who did what to whose data in which hour, by random ids; the exact time sealed",
        DataSubjects.CustomersAndStaff, "being able to show what was done (Art. 5(2), 24)", LawfulBasis.LegalObligation);

    public static DataCategory Team { get; } = new(
        "team", "who of the business may do what: names, roles, passkeys, where they are signed in",
        DataSubjects.Staff, "letting in those who work with people's data, and nobody else (Art. 32)",
        LawfulBasis.LegitimateInterests);

    public static DataCategory Account { get; } = new(
        "account", "what WhatsApp tells about the business's own account, and the keys of its forms",
        DataSubjects.None, "keeping the account in order", LawfulBasis.None);

    public static DataCategory Operation { get; } = new(
        "operation", "keys, counters and nodes of the deployment itself",
        DataSubjects.None, "working at all", LawfulBasis.None);

    public static IReadOnlyList<DataCategory> All { get; } =
    [
        Contacts, Messages, Appointments, Unread, Preferences, Delivery, Requests, Evidence, Team, Account, Operation,
    ];

    /// <summary>One word, for machines.</summary>
    public string Name { get; }

    public string What { get; }

    public DataSubjects Subjects { get; }

    public string Purpose { get; }

    /// <summary>None where the data is nobody's.</summary>
    public LawfulBasis Basis { get; }

    public override string ToString() => Name;
}
