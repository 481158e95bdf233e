using System.Buffers;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Two actions with the same bytes would let one button confirm the other.</summary>
public sealed class PendingActionTests
{
    private static readonly DateTimeZone Berlin = SampleBusiness.HairSalon.Zone;
    private static readonly AppointmentId One =
        AppointmentId.From(new Guid("00112233-4455-4677-8899-aabbccddeeff"));

    private static readonly AppointmentId Two = AppointmentId.New();

    private static PendingAction.Book Book(string serviceId, int day, int hour, int minute = 0) => new(
        new(serviceId, Berlin.AtStrictly(new LocalDateTime(2026, 11, day, hour, minute))));

    private static PendingAction.ChooseTime Choose(params IEnumerable<TimeOption> options) =>
        new(new(options));

    private static PendingAction.CorrectName Named(string name) =>
        new(PersonName.Spoken(System.Text.Encoding.UTF8.GetBytes(name))!);

    private static readonly TimeOption Friday = new(new LocalDate(2026, 11, 27), Time: null);
    private static readonly TimeOption Four = new(Date: null, new LocalTime(16, 0));

    private static string Canonical(PendingAction action)
    {
        var to = new ArrayBufferWriter<byte>();
        action.WriteCanonical(to);
        return Convert.ToHexStringLower(to.WrittenSpan);
    }

    [Fact]
    public void The_canonical_form_is_fixed()
    {
        // version 1, kind 1, length 7, "haircut", 20261127, minute 900, offset 3600
        Assert.Equal(
            "0101" + "0007" + "68616972637574" + "01352907" + "00000384" + "00000e10",
            Canonical(Book("haircut", 27, 15)));
        Assert.Equal("0102" + "00112233445546778899aabbccddeeff", Canonical(new PendingAction.Cancel(One)));
        Assert.Equal("0103", Canonical(new PendingAction.Erase()));
        Assert.Equal("0104", Canonical(new PendingAction.HandOver()));
        Assert.Equal("0104" + "00000006", Canonical(new PendingAction.HandOver(HandOverReason.Complaint)));
        Assert.Equal(
            "0110" + "00112233445546778899aabbccddeeff" + "00000078", Canonical(new PendingAction.Remind(One, 120)));
        Assert.Equal(
            "0111" + "00112233445546778899aabbccddeeff", Canonical(new PendingAction.NoReminder(One)));
        // With somebody the id follows; moving is kind 40 and names the appointment first.
        Assert.Equal(
            Canonical(Book("haircut", 27, 15)) + "0004" + "6d697261",
            Canonical(new PendingAction.Book(Book("haircut", 27, 15).Booking with { StaffId = "mira" })));
        Assert.Equal(
            "0128" + "00112233445546778899aabbccddeeff" + Canonical(Book("haircut", 27, 15))[4..],
            Canonical(new PendingAction.Move(One, Book("haircut", 27, 15).Booking)));
        Assert.Equal("012a" + "00000001", Canonical(new PendingAction.Leave(Booked: true)));
        Assert.Equal("011f", Canonical(new PendingAction.Export()));
        Assert.Equal("0120" + "0004" + "5a6fc3ab", Canonical(Named("Zoë")));
    }

    [Fact]
    public void Different_actions_never_have_the_same_bytes()
    {
        var ambiguous = new LocalDateTime(2026, 10, 25, 2, 30);
        var twice = Berlin.MapLocal(ambiguous);
        PendingAction[] all =
        [
            Book("haircut", 27, 15), Book("haircut", 27, 16), Book("haircut", 27, 15, 30),
            Book("haircut", 28, 15), Book("colour", 27, 15), new PendingAction.Book(new("x", twice.First())),
            new PendingAction.Book(new("x", twice.Last())), new PendingAction.Cancel(One),
            new PendingAction.Cancel(Two), new PendingAction.Remind(One, 60), new PendingAction.Remind(One, 61),
            new PendingAction.Remind(Two, 60), new PendingAction.NoReminder(One), new PendingAction.NoReminder(Two),
            new PendingAction.Erase(), new PendingAction.HandOver(),
            new PendingAction.HandOver(HandOverReason.Complaint), new PendingAction.HandOver(HandOverReason.Medical),
            new PendingAction.Export(), Named("Anna"), Named("Anne"),
            Choose(Friday), Choose(Four), Choose(Friday, Four),
            Choose(Four, Friday), Choose(Friday with { Time = Four.Time }), Choose(Friday, Friday),
            Choose(Four with { Offset = Offset.Zero }), Choose(Four with { Time = LocalTime.Midnight }),
            new PendingAction.ChooseService(new(["ab", "c"])),
            new PendingAction.ChooseService(new(["a", "bc"])),
            new PendingAction.ChooseService(new(["abc"])), new PendingAction.ChooseAppointment(new([One])),
            new PendingAction.ChooseAppointment(new([One, Two])),
            new PendingAction.ChooseAppointment(new([Two, One])),
            new PendingAction.Book(Book("haircut", 27, 15).Booking with { StaffId = "mira" }),
            new PendingAction.Book(Book("haircut", 27, 15).Booking with { StaffId = "jonas" }),
            new PendingAction.Move(One, Book("haircut", 27, 15).Booking),
            new PendingAction.Move(Two, Book("haircut", 27, 15).Booking),
            new PendingAction.Move(One, Book("haircut", 27, 15).Booking with { StaffId = "mira" }),
            new PendingAction.Move(One, Book("haircut", 27, 16).Booking),
            new PendingAction.ChooseStaff(new(["ab", "c"])), new PendingAction.ChooseStaff(new(["a", "bc"])),
            new PendingAction.Leave(Booked: false), new PendingAction.Leave(Booked: true),
            new PendingAction.ChooseIntent(new([Intent.Greet])),
            new PendingAction.ChooseIntent(new([Intent.Greet, Intent.Thanks])),
        ];

        Assert.Equal(all.Length, all.Select(Canonical).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(
            typeof(PendingAction).GetNestedTypes().Length,
            all.Select(action => action.GetType()).Distinct().Count());
    }

    [Fact]
    public void The_same_action_always_has_the_same_bytes() =>
        Assert.Equal(Canonical(Book("haircut", 27, 15)), Canonical(Book("haircut", 27, 15)));

    [Fact]
    public void Equal_lists_make_equal_actions()
    {
        Assert.Equal(Choose(Friday, Four), Choose(Friday, Four));
        Assert.Equal(Choose(Friday, Four).GetHashCode(), Choose(Friday, Four).GetHashCode());
        Assert.NotEqual(Choose(Friday, Four), Choose(Four, Friday));
    }
}
