namespace Hermetic.Domain.Tests;

/// <summary>What each role of the business allows, and what none of them does.</summary>
public sealed class RolesTests
{
    [Fact]
    public void Nobody_has_what_only_parts_of_the_product_do() => Assert.All(
        Roles.All, role => Assert.Empty(Roles.Grants(role).Intersect(
        [
            Permission.None, Permission.AcceptMessages, Permission.RunConversations, Permission.KeepHouse,
            Permission.ChangeKeys, Permission.ChangePreferences, Permission.CorrectSubjects,
        ])));

    [Fact]
    public void An_owner_may_do_what_anybody_may() =>
        Assert.All(Roles.All, role => Assert.Subset(Roles.Grants(Role.Owner).ToHashSet(), Roles.Grants(role).ToHashSet()));

    [Fact]
    public void An_auditor_changes_nothing_and_reads_no_conversation() =>
        Assert.Equal([Permission.ReadLedger, Permission.ReadStaff], Roles.Grants(Role.Auditor).Order());

    [Fact]
    public void Who_runs_the_place_reads_no_conversation_and_who_answers_lets_nobody_in()
    {
        Assert.DoesNotContain(Permission.ReadConversations, Roles.Grants(Role.Administrator).ToHashSet());
        Assert.DoesNotContain(Permission.ChangeStaff, Roles.Grants(Role.Agent).ToHashSet());
    }

    [Fact]
    public void Several_roles_allow_what_they_allow_together_and_none_allows_nothing()
    {
        Assert.Equal(
            Roles.Grants(Role.Agent).Union(Roles.Grants(Role.Auditor)).Order(),
            Roles.Grants(Role.Agent, Role.Auditor).Order());
        Assert.Empty(Roles.Grants());
        Assert.Empty(Roles.Grants(Role.None));
    }
}
