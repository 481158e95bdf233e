using CsCheck;
using Hermetic.Assistant.Language;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Random dialogue states and pending actions, every kind of them.</summary>
internal static class AnyDialogue
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    private static readonly DateTimeZone Berlin = SampleBusiness.HairSalon.Zone;

    private static readonly ZonedDateTime Dated = Berlin.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0));

    private static readonly Gen<LocalDate?> Dates = Gen.Int[0, 900]
        .Select(days => days == 0 ? (LocalDate?)null : new LocalDate(2026, 1, 1).PlusDays(days));

    private static readonly Gen<LocalTime> Clocks = Gen.Int[0, 1438]
        .Select(minute => LocalTime.Midnight.PlusMinutes(minute));

    private static readonly Gen<TimeOption> AnyOption =
        from date in Dates
        from time in Clocks
        from unset in Gen.Int[0, 4]
        from hours in Gen.Int[-13, 14]
        select new TimeOption(
            date, unset == 0 ? null : time, hours < -12 ? null : Offset.FromHours(hours));

    /// <summary>Half of them so alike that two samples often differ in one field only.</summary>
    private static readonly Gen<TimeOption> Options = Gen.OneOf(
        AnyOption,
        Gen.Select(Gen.Int[0, 1], Gen.Int[0, 2], Gen.Bool, (day, hour, offset) => new TimeOption(
            new LocalDate(2026, 11, 27 + day),
            hour == 0 ? null : new LocalTime(hour + 8, 0),
            offset ? Offset.FromHours(1) : null)));

    private static readonly Gen<IntervalSet<LocalTime>?> Parts =
        from clocks in Clocks.Array[2, 4]
        select clocks[0] < clocks[1]
            ? IntervalSet<LocalTime>.Of(
                clocks.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Interval<LocalTime>(pair[0], pair[1])))
            : null;

    private static readonly Gen<string> Ids =
        OneOf("haircut", "beard-trim", "x");

    /// <summary>Few enough of them that two samples are sometimes the same.</summary>
    private static readonly AppointmentId[] Appointments =
        [.. Enumerable.Range(0, 4).Select(_ => AppointmentId.New())];

    private static readonly Gen<AppointmentId> Appointment = OneOf(Appointments);

    internal static readonly Gen<PendingAction> Pending = Gen.OneOf<PendingAction>(
        Gen.Const<PendingAction>(new PendingAction.Erase()),
        Gen.Enum<HandOverReason>().Select(static PendingAction (reason) => new PendingAction.HandOver(reason)),
        Gen.Const<PendingAction>(new PendingAction.Export()),
        Gen.Bool.Select(booked => (PendingAction)new PendingAction.Leave(booked)),
        OneOf("Anna", "Zoë Meier", "李小龙")
            .Select(name => (PendingAction)new PendingAction.CorrectName(
                PersonName.Spoken(System.Text.Encoding.UTF8.GetBytes(name))!)),
        Gen.Select(Ids, Gen.Int[0, 100], (id, hour) => (PendingAction)new PendingAction.Book(
            new(id, (Now + Duration.FromHours(hour)).InZone(Berlin)) { StaffId = hour % 3 == 0 ? "mira" : null })),
        Gen.Select(Ids, Appointment, Gen.Int[0, 100], (id, moved, hour) => (PendingAction)new PendingAction.Move(
            moved, new(id, (Now + Duration.FromHours(hour)).InZone(Berlin)) { StaffId = hour % 3 == 0 ? id : null })),
        Ids.Array[1, 3].Select(options => (PendingAction)new PendingAction.ChooseStaff(new(options))),
        Appointment.Select(id => (PendingAction)new PendingAction.Cancel(id)),
        Gen.Select(Appointment, Gen.Int[1, 3000], (id, minutes) => (PendingAction)new PendingAction.Remind(id, minutes)),
        Appointment.Select(id => (PendingAction)new PendingAction.NoReminder(id)),
        Options.Array[1, 10].Select(options => (PendingAction)new PendingAction.ChooseTime(new(options))),
        Ids.Array[1, 6].Select(options => (PendingAction)new PendingAction.ChooseService(new(options))),
        Appointment.Array[1, 10].Select(ids => (PendingAction)new PendingAction.ChooseAppointment(new(ids))),
        Gen.Enum<Intent>().Array[1, 2]
            .Select(options => (PendingAction)new PendingAction.ChooseIntent(new(options))));

    private static readonly Gen<ReminderWish> Wishes =
        from slot in Options
        from minutes in Gen.Int[0, 2]
        from days in Gen.Int[0, 2]
        select new ReminderWish(
            minutes == 0 ? null : minutes * 60, days == 0 ? null : days - 1, slot.Date, slot.Time);

    internal static Gen<T> OneOf<T>(params T[] values) =>
        Gen.Int[0, values.Length - 1].Select(at => values[at]);

    internal static readonly Gen<DialogueState> States =
        from flow in Gen.Enum<Flow>()
        from slot in Options
        from part in Parts
        from pending in Pending
        from wish in Wishes
        from failures in Gen.Int[0, 9]
        from nonce in Gen.ULong
        select new DialogueState
        {
            Flow = flow,
            ServiceId = failures % 2 == 0 ? null : "haircut",
            StaffId = failures % 3 == 0 ? null : "mira",
            Moving = failures % 5 == 0 ? null : Appointments[0],
            Days = failures % 4 == 0 ? null : IntervalSet<LocalDate>.Of(
                Enumerable.Range(1, failures).Select(week => new Interval<LocalDate>(
                    new LocalDate(2026, 11, 27).PlusWeeks(week),
                    new LocalDate(2026, 11, 27).PlusWeeks(week).PlusDays(failures)))),
            Others = failures % 4,
            Date = slot.Date,
            Time = slot.Time,
            Offset = slot.Offset,
            PartOfDay = part,
            Wish = wish,
            Pending = failures == 3 ? null : pending,
            Nonce = failures == 3 ? null : ((UInt128)nonce << 64) | ~nonce,
            Failures = failures,
            PersonAsked = failures switch { 7 => HandOverReason.Danger, 8 => HandOverReason.Asked, _ => null },
            NextVisit = failures % 3 == 1 ? new("beard-trim", failures == 4 ? Dated.LocalDateTime : null) : null,
            Booked = failures % 3 == 2 ? new("haircut", Dated) { StaffId = failures == 5 ? "mira" : null } : null,
            ToldToWait = failures == 7 ? Now - Duration.FromMinutes(5) : null,
            LastTurn = Now,
            Language = "en",
        };
}
