using CsCheck;

namespace Hermetic.Domain.Tests;

public sealed class RetentionProperties
{
    private static readonly Gen<RetentionSchedule> Schedules = Gen.Select(
        Gen.Int[1, 3650], Gen.Int[1, 3650], Gen.Int[1, 3650],
        (chat, visit, contact) => new RetentionSchedule(chat, visit, contact));

    private static readonly Gen<Retention> Counted =
        Gen.Enum<Retention>().Where(rule => new RetentionSchedule().Days(rule) > 0);

    private static readonly Gen<int> Days = Gen.Int[0, 100_000];

    [Fact]
    public void A_row_is_kept_for_all_of_its_days_and_not_for_one_more() =>
        Gen.Select(Schedules, Counted, Days).Sample((schedule, rule, made) =>
        {
            var days = schedule.Days(rule);
            Assert.True(made >= schedule.OldestDay(rule, made + days));
            Assert.True(made < schedule.OldestDay(rule, made + days + 1));
        });

    [Fact]
    public void Nothing_that_is_made_today_is_too_old() => Gen.Select(Schedules, Counted, Days).Sample(
        (schedule, rule, today) => Assert.True(today >= schedule.OldestDay(rule, today)));

    [Fact]
    public void What_is_kept_tomorrow_is_kept_today() => Gen.Select(Schedules, Counted, Days).Sample(
        (schedule, rule, today) =>
            Assert.True(schedule.OldestDay(rule, today) <= schedule.OldestDay(rule, today + 1)));

    [Fact]
    public void A_longer_schedule_never_takes_more() => Gen.Select(Schedules, Counted, Days).Sample(
        (schedule, rule, today) =>
        {
            var longer = new RetentionSchedule(
                schedule.MessageDays + 1, schedule.AppointmentDays + 1, schedule.ContactDays + 1);
            Assert.True(longer.OldestDay(rule, today) <= schedule.OldestDay(rule, today));
        });
}
