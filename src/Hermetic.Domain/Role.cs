using System.Collections.Frozen;

namespace Hermetic.Domain;

/// <summary>What somebody does in the business. The numbers are stored: they are added to, never changed.</summary>
public enum Role
{
    None = 0,

    /// <summary>Answers for everything, and may do it.</summary>
    Owner = 1,

    /// <summary>Runs the place: people, roles, facts and knowledge. Reads no conversation.</summary>
    Administrator = 2,

    /// <summary>Answers people about their data (GDPR Art. 12 to 22).</summary>
    PrivacyOfficer = 3,

    /// <summary>Looks at evidence only: the ledger, and who may do what.</summary>
    Auditor = 4,

    /// <summary>Answers customers.</summary>
    Agent = 5,
}

/// <summary>What each role allows. Whoever has several has what they allow together.</summary>
public static class Roles
{
    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> _grants =
        new Dictionary<Role, FrozenSet<Permission>>
        {
            [Role.Owner] =
            [
                Permission.ReadConversations, Permission.ReplyInConversations, Permission.ReleaseConversations,
                Permission.ReadAppointments, Permission.ChangeAppointments, Permission.EraseSubjects,
                Permission.ExportSubjects, Permission.HoldSubjects, Permission.ReadLedger, Permission.ReadFacts,
                Permission.ChangeFacts, Permission.ReadStaff, Permission.ChangeStaff, Permission.ReviewAccess,
            ],
            [Role.Administrator] =
            [
                Permission.ReadFacts, Permission.ChangeFacts, Permission.ReadStaff, Permission.ChangeStaff,
                Permission.ReviewAccess, Permission.ReadLedger,
            ],
            [Role.PrivacyOfficer] =
            [
                Permission.ReadConversations, Permission.EraseSubjects, Permission.ExportSubjects,
                Permission.HoldSubjects, Permission.ReadLedger, Permission.ReadStaff, Permission.ReviewAccess,
            ],
            [Role.Auditor] = [Permission.ReadLedger, Permission.ReadStaff],
            [Role.Agent] =
            [
                Permission.ReadConversations, Permission.ReplyInConversations, Permission.ReleaseConversations,
                Permission.ReadAppointments, Permission.ChangeAppointments, Permission.ReadFacts,
            ],
        }.ToFrozenDictionary();

    /// <summary>Every role that somebody can have, in the order in which they are shown.</summary>
    public static IReadOnlyList<Role> All { get; } =
        [Role.Owner, Role.Administrator, Role.PrivacyOfficer, Role.Auditor, Role.Agent];

    /// <summary>What somebody with these roles may do; nothing for none.</summary>
    public static FrozenSet<Permission> Grants(params IEnumerable<Role> roles) =>
        roles.SelectMany(role => _grants.GetValueOrDefault(role, [])).ToFrozenSet();
}
