using System.Reflection;
using Hermetic.Storage;

namespace Architecture.Tests;

/// <summary>
/// What can be handed to storage: ids, numbers, tags, proofs and sealed boxes. Never text, and bytes only
/// where named.
/// </summary>
public sealed class StorageSurfaceTests
{
    private static readonly Type[] _public = typeof(Database).Assembly.GetExportedTypes();

    // Paths, and sentences of the product itself.
    private static readonly string[] _text =
    [
        "Database.Exists(directory)",
        "Database.OpenAsync(directory)",
        "FencedException..ctor(what)",
        "PostgresAddress.Read(connectionString)",
        "PostgresRole.Read(name)",
        "StorageOpenException..ctor(message)",
    ];

    // Hashes, a signed note, ledger entries as they are hashed, nodes: bytes that are public, or hold a sealed box.
    private static readonly string[] _bytes =
    [
        "Deployment.Create(emptyRoot)",
        "EntryOfPerson..ctor(Body)",
        "EntryOfPerson.set_Body(value)",
        "ErasureLink..ctor(Hash)",
        "ErasureLink.set_Hash(value)",
        "ErasureRow..ctor(Commitment)",
        "ErasureRow.set_Commitment(value)",
        "ErasureSteps.FindByLink(hash)",
        "ErasureSteps.UseUp(hash)",
        // SHA-256 of random secrets.
        "Invitations.Add(digest)",
        "Invitations.ReplaceCodes(digests)",
        "Invitations.Take(digest)",
        "Invitations.TakeCode(code)",
        "Invitations.TakeCode(link)",
        "Invitations.Whose(digest)",
        "LedgerEntries.RecordFacts(sha256)",
        "LedgerHandovers.Keep(checkpoint)",
        "LedgerHead..ctor(Checkpoint)",
        "LedgerHead.set_Checkpoint(value)",
        "LedgerLog.Publish(checkpoint)",
        "LedgerLog.Publish(checkpoint)",
        "Membership.Beat(address)",
        "Membership.Read(address)",
        "Passkeys.Add(digest)",
        "Passkeys.Find(digest)",
        "SiloRow..ctor(Address)",
        "SiloRow..ctor(Entry)",
        "SiloRow.set_Address(value)",
        "SiloRow.set_Entry(value)",
        "StaffSessions.Begin(digest)",
        "StaffSessions.Find(digest)",
        "StaffSessions.Renew(digest)",
        "UnnumberedEntry..ctor(Body)",
        "UnnumberedEntry.set_Body(value)",
    ];

    [Fact]
    public void No_public_member_takes_text_but_the_folder() =>
        Assert.Equal(_text, Taking(_public, typeof(string), typeof(object), typeof(char)));

    [Fact]
    public void No_public_member_takes_open_bytes_but_these() =>
        Assert.Equal(_bytes, Taking(_public, typeof(byte), typeof(Stream)));

    [Fact]
    public void Text_inside_another_type_is_found_too() =>
        Assert.Equal(
            ["Breach.Keep(names)", "Breach.Keep(pairs)", "Breach.Keep(words)", "Breach.set_Name(value)"],
            Taking([typeof(Breach)], typeof(string)));

    private static IEnumerable<string> Taking(IEnumerable<Type> types, params Type[] refused) =>
        types.SelectMany(type => Members(type)
                .SelectMany(member => member.GetParameters()
                    .Where(parameter => !parameter.IsOut)
                    .Where(parameter => Parts(parameter.ParameterType).Intersect(refused).Any())
                    .Select(parameter => $"{Name(type)}.{member.Name}({parameter.Name})")))
            .Order(StringComparer.Ordinal);

    // A record's Equals(object) compares, it does not store.
    private static IEnumerable<MethodBase> Members(Type type) =>
        type.GetMembers(
                BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .OfType<MethodBase>()
            .Where(member => member.Name != nameof(Equals));

    /// <summary>The type and what it is built from: elements, arguments, what a reference is to.</summary>
    private static IEnumerable<Type> Parts(Type type) =>
    [
        type,
        .. type.HasElementType ? Parts(type.GetElementType()!) : [],
        .. type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [],
    ];

    private static string Name(Type type) => type.Name.Split('`')[0];

    internal sealed class Breach
    {
        public string Name { get; set; } = "";

        public static void Keep(
            IReadOnlyList<string> names, (int, string)? pairs, string[] words, int number) =>
            throw new NotSupportedException($"{names}{pairs}{words}{number}");
    }
}
