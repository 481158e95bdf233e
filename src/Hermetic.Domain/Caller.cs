using System.Collections.Frozen;

namespace Hermetic.Domain;

/// <summary>What kind of caller acts. The zero value may do nothing.</summary>
public enum CallerKind
{
    None,

    /// <summary>The data subject, identified by the WhatsApp account they write from.</summary>
    Person,

    /// <summary>Somebody who works for the business.</summary>
    Staff,

    /// <summary>A part of the product acting by itself, such as the outbox.</summary>
    Service,
}

/// <summary>Who acts, and what they were granted.</summary>
public sealed record Caller
{
    // A person has exactly the rights over their own data that the chat offers, and nothing over anybody
    // else's.
    private static readonly FrozenSet<Permission> OwnData = FrozenSet.Create(
        Permission.ReadConversations, Permission.ReadAppointments, Permission.ChangeAppointments,
        Permission.ChangePreferences, Permission.EraseSubjects, Permission.ExportSubjects,
        Permission.CorrectSubjects);

    private Caller(CallerKind kind, string actor, SubjectId? subject, FrozenSet<Permission> grants) =>
        (Kind, Actor, Self, Grants) = (kind, actor, subject, grants);

    public CallerKind Kind { get; }

    /// <summary>As the ledger names them: <c>person:ID</c>, <c>staff:ID</c> or <c>service:NAME</c>.</summary>
    public string Actor { get; }

    /// <summary>The person themselves; null for staff and services.</summary>
    public SubjectId? Self { get; }

    public FrozenSet<Permission> Grants { get; }

    public static Caller Person(SubjectId self) => new(CallerKind.Person, $"person:{self}", self, OwnData);

    public static Caller Staff(StaffId id, params IEnumerable<Permission> grants) =>
        new(CallerKind.Staff, $"staff:{id}", subject: null, grants.ToFrozenSet());

    /// <param name="name">
    /// A constant of the product, such as <c>outbox</c>; never anything that a person typed.
    /// </param>
    public static Caller Service(string name, params IEnumerable<Permission> grants) =>
        new(CallerKind.Service, $"service:{name}", subject: null, grants.ToFrozenSet());

    /// <summary>Whether this caller holds the permission over this target.</summary>
    public bool May(Permission permission, Target target) =>
        permission != Permission.None
        && target.Kind != TargetKind.None
        && Grants.Contains(permission)
        && (Kind != CallerKind.Person || target.Owner == Self);
}
