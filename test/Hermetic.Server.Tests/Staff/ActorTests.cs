using System.Collections.Frozen;
using Hermetic.Domain;
using Hermetic.Server.Identity;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Tests.Staff;

/// <summary>Who is certainly somebody else than whom: passkeys tell people of the console apart, and nobody else.</summary>
public sealed class ActorTests
{
    [Fact]
    public void Two_people_of_the_console_are_two_and_one_at_the_machine_may_be_either()
    {
        SignedIn mira = Person(), ben = Person();
        StaffPeer login = new(HasLoggedIn: true, 1000), account = new(HasLoggedIn: false, 0);

        Assert.True(mira.IsSomebodyElseThan(ben.Id));
        Assert.True(ben.IsSomebodyElseThan(mira.Id));
        Assert.False(mira.IsSomebodyElseThan(mira.Id));
        Assert.False(mira.IsSomebodyElseThan(login.Id));
        Assert.False(mira.IsSomebodyElseThan(account.Id));
        Assert.False(mira.IsSomebodyElseThan(StaffDesk.Somebody));
        Assert.False(login.IsSomebodyElseThan(mira.Id));
        Assert.False(account.IsSomebodyElseThan(mira.Id));
    }

    private static SignedIn Person() => new(StaffId.New(), "Somebody", FrozenSet<Permission>.Empty);
}
