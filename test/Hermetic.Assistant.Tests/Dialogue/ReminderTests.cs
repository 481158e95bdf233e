using CsCheck;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>When a reminder goes out, on ordinary days, at night and when the clocks change.</summary>
public sealed class ReminderTests
{
    private static readonly DateTimeZone Berlin = SampleBusiness.HairSalon.Zone;
    private static readonly Instant LongBefore = Instant.FromUtc(2026, 1, 1, 0, 0);

    /// <summary>Every quarter of an hour of two years, the four days on which the clocks change among them.</summary>
    private static readonly Gen<ZonedDateTime> Starts = Gen.Int[0, (2 * 365 * 96) - 1].Select(quarter =>
        (Instant.FromUtc(2026, 2, 1, 0, 0) + Duration.FromMinutes(quarter * 15)).InZone(Berlin));

    private static readonly Gen<int> Leads = Gen.Frequency(
        (2, Gen.Int[1, 48 * 60]), (1, Gen.OneOf(Gen.Const(24 * 60), Gen.Const(60), Gen.Const(7 * 24 * 60))));

    private static ZonedDateTime At(int year, int month, int day, int hour, int minute = 0) =>
        Berlin.AtStrictly(new LocalDateTime(year, month, day, hour, minute));

    private static string? Sent(ZonedDateTime start, int minutes) =>
        Reminder.Before(start, minutes, LongBefore)?.At.ToString("ddd d MMM HH:mm", null);

    [Theory]
    [InlineData(27, 15, 24 * 60, "Thu 26 Nov 15:00")]
    [InlineData(27, 15, 120, "Fri 27 Nov 13:00")]
    [InlineData(27, 9, 60, "Fri 27 Nov 08:00")]
    [InlineData(27, 9, 61, "Thu 26 Nov 20:00")]
    [InlineData(27, 9, 120, "Thu 26 Nov 20:00")]
    [InlineData(27, 20, 24 * 60, "Thu 26 Nov 20:00")]
    [InlineData(27, 21, 24 * 60, "Thu 26 Nov 20:00")]
    [InlineData(27, 23, 24 * 60, "Thu 26 Nov 20:00")]
    [InlineData(27, 3, 24 * 60, "Wed 25 Nov 20:00")]
    [InlineData(27, 15, 3 * 24 * 60, "Tue 24 Nov 15:00")]
    public void A_reminder_comes_at_its_time_or_on_the_evening_before_its_night(
        int day, int hour, int minutes, string expected) =>
        Assert.Equal(expected, Sent(At(2026, 11, day, hour), minutes));

    [Fact]
    public void A_day_before_is_the_same_time_of_day_also_when_the_clocks_change_in_between()
    {
        Assert.Equal("Sat 24 Oct 15:00", Sent(At(2026, 10, 25, 15), 24 * 60));
        Assert.Equal("Sun 25 Oct 15:00", Sent(At(2026, 10, 26, 15), 24 * 60));
        Assert.Equal("Sat 28 Mar 15:00", Sent(At(2026, 3, 29, 15), 24 * 60));
        Assert.Equal("Sun 29 Mar 15:00", Sent(At(2026, 3, 30, 15), 24 * 60));
    }

    [Fact]
    public void Whenever_it_is_it_comes_by_day_before_the_appointment_and_not_later_than_wished() =>
        Gen.Select(Starts, Leads).Sample((start, minutes) =>
        {
            var reminder = Reminder.Before(start, minutes, LongBefore)!;
            var wished = start.LocalDateTime.PlusMinutes(-minutes);

            Assert.Equal(minutes, reminder.MinutesBefore);
            Assert.InRange(reminder.At.TimeOfDay, new LocalTime(8, 0), new LocalTime(20, 0));
            Assert.True(reminder.At.ToInstant() < start.ToInstant());
            Assert.InRange(
                Period.Between(reminder.At.LocalDateTime, wished, PeriodUnits.Minutes).Minutes,
                0, (12 * 60) - 1);
        });

    [Fact]
    public void A_time_that_has_come_is_no_reminder()
    {
        var start = At(2026, 11, 27, 15);

        Assert.NotNull(Reminder.Before(start, 60, At(2026, 11, 27, 13, 59).ToInstant()));
        Assert.Null(Reminder.Before(start, 60, At(2026, 11, 27, 14).ToInstant()));
        // The night was over when the person asked, and its evening as well.
        Assert.Null(Reminder.Before(At(2026, 11, 27, 9), 120, At(2026, 11, 26, 22).ToInstant()));
    }

    [Fact]
    public void By_itself_it_follows_the_rules_of_the_business()
    {
        var start = At(2026, 11, 27, 15);

        Assert.Equal(At(2026, 11, 26, 15), Reminder.ByItself(start, new(), LongBefore)?.At);
        Assert.Equal(
            At(2026, 11, 27, 12), Reminder.ByItself(start, new(ReminderHours: 3), LongBefore)?.At);
        Assert.Null(Reminder.ByItself(start, new(ReminderHours: 0), LongBefore));
        Assert.Null(Reminder.ByItself(start, new(), At(2026, 11, 26, 15, 30).ToInstant()));
    }

    [Fact]
    public void It_moves_along_with_its_appointment_as_it_was_wished()
    {
        // Two hours before nine is night; two hours before three is not.
        var nine = new Appointment(AppointmentId.New(), "haircut", At(2026, 11, 27, 9));
        var reminded = nine with { Reminder = Reminder.Before(nine.Start, 120, LongBefore) };

        Assert.Equal(At(2026, 11, 28, 13), Moved(reminded, At(2026, 11, 28, 15), LongBefore)?.At);
    }

    [Fact]
    public void Where_there_was_none_or_it_went_out_a_moved_appointment_gets_a_new_one_unless_none_is_wanted()
    {
        var one = new Appointment(AppointmentId.New(), "haircut", At(2026, 11, 27, 9));
        var weekBefore = one with { Reminder = Reminder.Before(one.Start, 7 * 24 * 60, LongBefore) };
        var to = At(2026, 12, 1, 15);

        Assert.Equal(At(2026, 11, 30, 15), Moved(one, to, LongBefore)?.At);
        Assert.Equal(At(2026, 11, 24, 15), Moved(weekBefore, to, LongBefore)?.At);
        Assert.Equal(At(2026, 11, 30, 15), Moved(weekBefore, to, At(2026, 11, 26, 9).ToInstant())?.At);
        Assert.Null(Moved(weekBefore, to, At(2026, 12, 1, 9).ToInstant()));
        Assert.Null(Moved(one with { WantsNoReminder = true }, to, LongBefore));
    }

    private static Reminder? Moved(Appointment one, ZonedDateTime to, Instant now) =>
        Reminder.OfMoved(one, to, new(), now);

    [Theory]
    [InlineData("26 14:59", ReminderStep.Wait)]
    [InlineData("26 15:00", ReminderStep.Send)]
    [InlineData("26 19:59", ReminderStep.Send)]
    [InlineData("26 20:00", ReminderStep.Wait)]
    [InlineData("27 07:59", ReminderStep.Wait)]
    [InlineData("27 08:00", ReminderStep.Send)]
    [InlineData("27 13:59", ReminderStep.Send)]
    [InlineData("27 14:00", ReminderStep.Drop)]
    [InlineData("27 15:00", ReminderStep.Drop)]
    [InlineData("28 03:00", ReminderStep.Drop)]
    public void What_comes_late_is_sent_by_day_and_an_hour_before_at_the_latest(string now, ReminderStep step)
    {
        var start = At(2026, 11, 27, 15);

        Assert.Equal(step, Reminder.Decide(At(2026, 11, 26, 15).ToInstant(), start, On(now)));
    }

    [Theory]
    [InlineData("26 20:00", ReminderStep.Send)]
    [InlineData("26 20:09", ReminderStep.Send)]
    [InlineData("26 20:10", ReminderStep.Wait)]
    [InlineData("27 08:00", ReminderStep.Drop)]
    public void The_last_one_of_an_evening_may_take_some_minutes(string now, ReminderStep step) =>
        Assert.Equal(step, Reminder.Decide(At(2026, 11, 26, 20).ToInstant(), At(2026, 11, 27, 8), On(now)));

    [Theory]
    [InlineData("27 14:30", ReminderStep.Send)]
    [InlineData("27 14:39", ReminderStep.Send)]
    [InlineData("27 14:40", ReminderStep.Drop)]
    public void A_reminder_of_half_an_hour_before_is_not_late_when_it_is_on_time(string now, ReminderStep step)
    {
        var start = At(2026, 11, 27, 15);

        Assert.Equal(step, Reminder.Decide(At(2026, 11, 27, 14, 30).ToInstant(), start, On(now)));
    }

    [Fact]
    public void A_message_is_good_for_as_long_as_it_would_be_sent_and_for_today() =>
        Gen.Select(Starts, Leads, Gen.Int[0, 3000], Gen.Int[0, 1500]).Sample((start, minutes, late, wait) =>
        {
            var due = Reminder.Before(start, minutes, LongBefore)!.At.ToInstant();
            var now = due + Duration.FromMinutes(late);
            if (Reminder.Decide(due, start, now) != ReminderStep.Send)
                return;
            var until = Reminder.GoodUntil(due, start, now);
            var later = now + Duration.FromMinutes(wait);

            Assert.True(now < until);
            Assert.NotEqual(ReminderStep.Send, Reminder.Decide(due, start, until));
            Assert.Equal(now.InZone(Berlin).Date, until.InZone(Berlin).Date);
            if (later < until)
                Assert.Equal(ReminderStep.Send, Reminder.Decide(due, start, later));
        });

    private static Instant On(string dayAndTime)
    {
        var parts = dayAndTime.Split(' ', ':').Select(int.Parse).ToArray();
        return At(2026, 11, parts[0], parts[1], parts[2]).ToInstant();
    }
}
