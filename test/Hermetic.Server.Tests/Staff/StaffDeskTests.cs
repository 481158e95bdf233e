using System.Text;
using Hermetic.Server.Staff;

namespace Hermetic.Server.Tests.Staff;

public sealed class StaffDeskTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void A_message_of_staff_has_1_to_4096_characters(int length, bool sendable) =>
        Assert.Equal(sendable, StaffDesk.CanSend(Encoding.UTF8.GetBytes(new string('ü', length))));

    [Fact]
    public void What_is_not_UTF_8_is_not_sent() => Assert.False(StaffDesk.CanSend([0x41, 0xFF]));
}
