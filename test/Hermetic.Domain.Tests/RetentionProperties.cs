using CsCheck;
using NodaTime;

namespace Hermetic.Domain.Tests;

public sealed class RetentionProperties
{
    private static readonly Gen<Retention> Stored =
        Gen.Enum<Retention>().Where(kind => kind != Retention.None);

    private static readonly Gen<RetentionSchedule> Schedules =
        Gen.Select(Gen.Int[1, 3650], Gen.Int[1, 3650], (chat, visit) => new RetentionSchedule(chat, visit));

    private static readonly Gen<Instant> Times = Gen.Int[0, int.MaxValue]
        .Select(seconds => Instant.FromUnixTimeSeconds(seconds));

    [Fact]
    public void A_row_is_kept_for_all_of_its_days_and_less_than_one_more() =>
        Gen.Select(Schedules, Stored, Times).Sample((schedule, kind, made) =>
        {
            var kept = schedule.ErasedFrom(kind, made).AtMidnight().InUtc().ToInstant() - made;
            var days = Duration.FromDays(schedule.Days(kind));
            Assert.True(kept > days && kept <= days + Duration.FromDays(1));
        });

    [Fact]
    public void What_is_made_later_is_never_erased_earlier() =>
        Gen.Select(Schedules, Stored, Times, Times).Sample((schedule, kind, one, other) => Assert.True(
            schedule.ErasedFrom(kind, Instant.Min(one, other))
            <= schedule.ErasedFrom(kind, Instant.Max(one, other))));

    [Fact]
    public void A_longer_schedule_never_erases_earlier() =>
        Gen.Select(Schedules, Stored, Times).Sample((schedule, kind, made) => Assert.True(
            schedule.ErasedFrom(kind, made)
            <= new RetentionSchedule(schedule.ConversationDays + 1, schedule.AppointmentDays + 1)
                .ErasedFrom(kind, made)));

    [Fact]
    public void Rows_made_on_one_day_go_on_one_day() => Gen.Select(Schedules, Stored, Times).Sample(
        (schedule, kind, made) => Assert.Equal(
            schedule.ErasedFrom(kind, made),
            schedule.ErasedFrom(kind, made.InUtc().Date.AtMidnight().InUtc().ToInstant())));
}
