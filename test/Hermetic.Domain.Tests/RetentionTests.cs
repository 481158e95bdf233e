namespace Hermetic.Domain.Tests;

public sealed class RetentionTests
{
    private static readonly RetentionSchedule Schedule = new(MessageDays: 14, AppointmentDays: 90, ContactDays: 200);

    [Theory]
    [InlineData(Retention.Messages, 14)]
    [InlineData(Retention.Unread, 14)]
    [InlineData(Retention.Reminders, 14)]
    [InlineData(Retention.Appointments, 90)]
    [InlineData(Retention.Contacts, 200)]
    [InlineData(Retention.Redelivery, 9)]
    [InlineData(Retention.Statuses, 40)]
    [InlineData(Retention.DayKeys, 7)]
    [InlineData(Retention.AccountEvents, 90)]
    [InlineData(Retention.StaffAccess, 365)]
    [InlineData(Retention.FormKeys, 7)]
    [InlineData(Retention.Copies, 1)]
    [InlineData(Retention.Certificates, 2)]
    [InlineData(Retention.Approvals, 1)]
    public void Each_rule_has_its_days(Retention rule, int days) => Assert.Equal(days, Schedule.Days(rule));

    [Theory]
    [InlineData(Retention.None)]
    [InlineData(Retention.WithItsOwner)]
    [InlineData(Retention.UntilWithdrawn)]
    [InlineData(Retention.UntilReleased)]
    [InlineData(Retention.UntilTheyLeave)]
    [InlineData(Retention.UntilItsHour)]
    [InlineData(Retention.WhileInUse)]
    [InlineData(Retention.Always)]
    [InlineData((Retention)99)]
    public void What_no_count_of_days_ends_has_no_oldest_day(Retention rule)
    {
        Assert.Equal(0, Schedule.Days(rule));
        Assert.Throws<InvalidOperationException>(() => Schedule.OldestDay(rule, today: 20_000));
    }

    [Fact]
    public void A_row_is_kept_on_its_last_day_and_gone_on_the_next()
    {
        const int made = 20_000;

        Assert.False(made < Schedule.OldestDay(Retention.Messages, made + 14));
        Assert.True(made < Schedule.OldestDay(Retention.Messages, made + 15));
    }

    [Fact]
    public void A_business_that_says_nothing_keeps_messages_a_month_and_the_rest_a_year()
    {
        var schedule = new RetentionSchedule();

        Assert.Equal(30, schedule.Days(Retention.Messages));
        Assert.Equal(365, schedule.Days(Retention.Appointments));
        Assert.Equal(365, schedule.Days(Retention.Contacts));
    }
}
