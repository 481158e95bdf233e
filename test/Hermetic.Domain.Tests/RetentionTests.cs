using NodaTime;

namespace Hermetic.Domain.Tests;

public sealed class RetentionTests
{
    private static readonly RetentionSchedule Schedule = new(ConversationDays: 30, AppointmentDays: 90);

    [Theory]
    [InlineData(Retention.None, 0)]
    [InlineData((Retention)99, 0)]
    [InlineData(Retention.Dialogue, 1)]
    [InlineData(Retention.Parked, 8)]
    [InlineData(Retention.Dedupe, 8)]
    [InlineData(Retention.Conversation, 30)]
    [InlineData(Retention.Appointment, 90)]
    public void Each_kind_is_kept_for_its_days(Retention kind, int days) =>
        Assert.Equal(days, Schedule.Days(kind));

    [Fact]
    public void The_zero_value_may_not_be_stored() =>
        Assert.Throws<InvalidOperationException>(
            () => Schedule.ErasedFrom(default, Instant.FromUtc(2026, 1, 1, 0, 0)));

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    public void The_first_and_the_last_hour_of_a_day_are_kept_until_the_same_day(int hour) =>
        Assert.Equal(
            new LocalDate(2026, 12, 2),
            Schedule.ErasedFrom(Retention.Parked, Instant.FromUtc(2026, 11, 23, hour, 59)));

    [Fact]
    public void Dedupe_tags_outlive_the_seven_days_in_which_WhatsApp_redelivers()
    {
        var made = Instant.FromUtc(2026, 11, 23, 23, 59);

        var erased = Schedule.ErasedFrom(Retention.Dedupe, made).AtMidnight().InUtc().ToInstant();
        Assert.True(erased - made > Duration.FromDays(8));
    }
}
