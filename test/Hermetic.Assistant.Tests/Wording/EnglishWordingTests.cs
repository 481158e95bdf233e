using System.Buffers;
using System.Text;
using Hermetic.Domain;
using Hermetic.Testing;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>
/// Every reply as a person reads it, kept in a golden file; <c>UPDATE_GOLDEN=1</c> writes it anew.
/// </summary>
public sealed partial class EnglishWordingTests
{
    private static readonly Business Salon = SampleBusiness.HairSalon with
    {
        Staff =
        [
            new("mira", "Mira", []), new("jonas", "Jonas", ["haircut", "beard-trim"]),
            new("sofia", "Sofia", []) { Away = [new(new(2026, 11, 27), new(2026, 11, 28))] },
            new("kim", "Kim", []) { Hours = SampleBusiness.HairSalon.Hours with { Week = Mornings() } },
        ],
    };

    private static Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>> Mornings() => new()
    {
        [IsoDayOfWeek.Friday] = [new(new LocalTime(8, 0), new LocalTime(12, 0))],
    };

    private static readonly LocalDate Friday = new(2026, 11, 27);

    private static readonly TimeOption[] Three =
        [.. new[] { 9, 10, 15 }.Select(hour => TimeOption.At(Friday.At(new LocalTime(hour, 0))))];

    private static ZonedDateTime At(int hour) => Salon.Zone.AtStrictly(Friday.At(new LocalTime(hour, 0)));

    private static Appointment Own(int hour) => new(AppointmentId.New(), "haircut", At(hour));

    /// <summary>Each kind of reply at least once, each branch of its words once.</summary>
    private static IEnumerable<Reply> Everything() =>
    [
        .. Conversation(), .. Privacy(), .. OwnData(), .. Facts(), .. Booking(), .. Asides(), .. Refusals(),
        .. Cancelling(), .. Reminders(), .. People(), .. Moving(), .. Remarks(),
    ];

    private static IEnumerable<Reply> Conversation() =>
    [
        new Reply.FirstContact(new Reply.Greeting()), new Reply.Greeting(), new Reply.HowCanIHelp(),
        new Reply.FirstContact(new Reply.HandedOver(HandOverReason.Danger)),
        new Reply.Courtesy(), new Reply.IAmABot(), new Reply.OutOfScope(), new Reply.DoNotKnow(),
        new Reply.OfferPerson(),
        new Reply.Clarify(new([Intent.BookAppointment, Intent.OpeningHours])),
        new Reply.Clarify(new([Intent.Reschedule, Intent.CancelAppointment])),
        new Reply.Clarify(new([Intent.ListAppointments, Intent.Availability])),
        new Reply.Clarify(new([Intent.StopMessages, Intent.ResumeMessages])),
        new Reply.Clarify(new([Intent.TalkToHuman, Intent.DeleteMyData])),
        new Reply.Clarify(new([Intent.ExportMyData, Intent.WhatDoYouKnow])),
        new Reply.Clarify(new([Intent.CorrectMyData, Intent.WhoSawMyData])),
        .. Enum.GetValues<UnreadableKind>().Select(kind => new Reply.CannotReadThis(kind)),
        new Reply.Forwarded(), new Reply.StaleButton(), .. Courtesies(),
    ];

    private static IEnumerable<Reply> Courtesies() =>
    [
        new Reply.NotUnderstood(), new Reply.WhatICanDo(), new Reply.Well(), new Reply.Pleased(), new Reply.Farewell(),
        new Reply.NoHarmDone(), new Reply.AllRight(), new Reply.Unmoved(), new Reply.SorryToHear(),
        new Reply.WithoutMe(), new Reply.ForAPerson(), new Reply.DataSafety(),
        new Reply.AboutOthers(), new Reply.NoOwnCalendar(), new Reply.NoMedicalAdvice(), new Reply.SpeaksEnglish(),
        .. Enum.GetValues<ForeignLanguage>().Select(language => new Reply.EnglishOnly(language)),
        new Reply.EnglishOnly(Heard: null), new Reply.PersonAsked(),
    ];

    private static IEnumerable<Reply> Privacy() =>
    [
        .. Enum.GetValues<HandOverReason>().Select(reason => new Reply.HandedOver(reason)),
        new Reply.HandedOverAndStopped(HandOverReason.Distress),
        new Reply.OptedOut(), new Reply.OptedIn(), new Reply.ConfirmErasure(),
        new Reply.ConfirmErasure { OnHold = true }, new Reply.ErasureOnHold(),
        new Reply.UseTheButton(new Reply.ConfirmErasure()), new Reply.Erased(),
        new Reply.Erased(new Uri("https://salon.example/erasure/1")), new Reply.ErasureBegun(),
        new Reply.ErasureBegun(new Uri("https://salon.example/erasure/1")),
        new Reply.Declined(new PendingAction.Book(new("haircut", At(15)))),
        new Reply.Declined(new PendingAction.Cancel(AppointmentId.New())),
        new Reply.Declined(new PendingAction.Erase()), new Reply.Declined(new PendingAction.HandOver()),
        new Reply.Declined(new PendingAction.ChooseService(new(["haircut"]))),
    ];

    private static PersonName Anna { get; } = PersonName.Spoken("Anna Meier"u8)!;

    private static IEnumerable<Reply> OwnData() =>
    [
        new Reply.KnownAboutYou(new()), new Reply.KnownAboutYou(Known),
        new Reply.KnownAboutYou(new() { OwnName = Anna, Cancelled = 1, OptedOut = true }),
        new Reply.KnownAboutYou(Known with
        {
            ProfileNameSince = null,
            Coming = new(Enumerable.Repeat(Own(9), 14)), Past = new(Enumerable.Repeat(Own(15), 9)),
        }),
        new Reply.WhoSaw(new(0, Last: null, Lists: 0)), new Reply.WhoSaw(new(1, Friday, Lists: 1)),
        new Reply.WhoSaw(new(3, Friday, Lists: 7)),
        new Reply.ConfirmExport(),
        new Reply.ExportReady(new("https://salon.example/export/1", "K7QM-2XWD-9FHT"u8.ToArray(), At(15))),
        new Reply.ExportCode(new("https://salon.example/export/1", "K7QM-2XWD-9FHT"u8.ToArray(), At(15))),
        new Reply.AskName(), new Reply.ConfirmName(Anna), new Reply.NameCorrected(Anna),
        new Reply.NameCorrectedThen(Anna, new Reply.AskDate("haircut")),
        new Reply.Declined(new PendingAction.Export()), new Reply.Declined(new PendingAction.CorrectName(Anna)),
        new Reply.Aside(new Reply.KnownAboutYou(Known), new PendingAction.Export()),
        new Reply.Aside(new Reply.Courtesy(), new PendingAction.CorrectName(Anna)),
    ];

    private static PersonSummary Known { get; } = new()
    {
        ProfileName = PersonName.Shown("Ana 🌸"u8), ProfileNameSince = new LocalDate(2026, 11, 2), OwnName = Anna,
        NumberEnd = 8, Received = 12, Sent = 11, Oldest = new LocalDate(2026, 11, 2),
        Coming = new([Own(9)]), Past = new([Own(15)]), Cancelled = 2, Access = new(3, Friday, Lists: 7),
    };

    private static IEnumerable<Reply> Facts() =>
    [
        new Reply.WeekHours(new LocalDate(2026, 11, 23)), new Reply.WeekHours(new LocalDate(2026, 12, 21)),
        new Reply.HoursOn(new([Friday, new(2026, 11, 29)])),
        new Reply.HoursOn(new([new LocalDate(2026, 12, 24), new(2026, 12, 25)])),
        new Reply.AddressAnswer(), new Reply.PhoneAnswer(), new Reply.ServicesAnswer(),
        new Reply.ServiceAnswer("haircut"), new Reply.ServiceAnswer("blow-dry"),
        new Reply.FromKnowledge(Quote("Parking")), new Reply.FromKnowledge(Quote("")),
    ];

    private static IEnumerable<Reply> Booking() =>
    [
        new Reply.AskService(new(Salon.Services.Select(service => service.Id))),
        new Reply.AskService(new(["haircut", "kids-cut", "beard-trim"])),
        new Reply.AskService(new(Enumerable.Repeat("haircut", 11))),
        new Reply.AskDate("haircut"), new Reply.AskDate("haircut") { StaffId = "mira" }, new Reply.AskOtherTime(),
        .. from count in new[] { 10, 3, 1 } from staff in new[] { null, "mira" } from offer in Offers(count, staff)
           select offer,
        .. Nothing(), new Reply.NothingBeyond(1), new Reply.NothingBeyond(-1),
        new Reply.WhichTime(new(Three.Take(2))),
        new Reply.WhichTime(
            new([new(Date: null, new LocalTime(7, 0)), new(Date: null, new LocalTime(19, 0))])),
        new Reply.WhichTime(new([new(Friday, Time: null), new(Friday.PlusWeeks(1), Time: null)])),
        new Reply.WhichTime(new([Night(2), Night(1)])),
        new Reply.ConfirmBooking(new("haircut", At(15))), new Reply.AskChange(),
        new Reply.ConfirmBooking(new("haircut", At(15)) { StaffId = "mira" }),
        new Reply.Booked(new("haircut", At(15))), new Reply.Booked(new("haircut", At(15)) { StaffId = "mira" }),
    ];

    private static IEnumerable<Reply> Offers(int count, string? staff)
    {
        var times = new Options<TimeOption>(Enumerable.Range(0, count)
            .Select(hour => TimeOption.At(Friday.At(new LocalTime(9 + hour, 0)))));
        yield return new Reply.AskTime("haircut", Friday, times) { StaffId = staff };
        yield return new Reply.AskSlot("haircut", times) { StaffId = staff };
    }

    private static IEnumerable<Reply> Nothing()
    {
        var (day, week) = (new DateSpan(Friday, Friday), new DateSpan(Friday, Friday.PlusDays(6)));
        foreach (var why in new[] { SlotState.Taken, SlotState.Closed, SlotState.Past, SlotState.TooFar })
            yield return new Reply.NothingFree(why, day);
        yield return new Reply.NothingFree(SlotState.Taken, day, "mira");
        yield return new Reply.NothingFree(SlotState.Away, day, "mira");
        yield return new Reply.NothingFree(SlotState.Taken, week);
        yield return new Reply.NothingFree(SlotState.Taken, week, "mira");
        yield return new Reply.NothingFree(SlotState.Past, week);
    }

    private static IEnumerable<Reply> People() =>
    [
        new Reply.AskStaff(new(["mira", "jonas"])), new Reply.AskStaff(new(["mira", "jonas", "sofia", "kim"])),
        new Reply.SomebodyElse("mira", SlotState.Away, Friday, new(["jonas"])),
        new Reply.SomebodyElse("mira", SlotState.Away, Friday, new(["jonas", "sofia"])) { Time = new(15, 0) },
        new Reply.SomebodyElse("mira", SlotState.Taken, Friday, new(["jonas", "sofia", "kim"])),
        new Reply.SomebodyElse("mira", SlotState.Taken, Friday, new(["jonas"])) { Time = new(15, 0) },
        new Reply.DoesNotDo("jonas", "balayage", new(["mira"])),
        new Reply.DoesNotDo("jonas", "balayage", new(["mira", "sofia"])),
        new Reply.DoesNotDo("jonas", "balayage", new([])),
        new Reply.NotFree(SlotState.Taken, Friday.At(new LocalTime(15, 0)), new(Three))
        {
            StaffId = "mira", Others = new(["jonas"]),
        },
        new Reply.NotFree(SlotState.Away, Friday.At(new LocalTime(15, 0)), new(Three)) { StaffId = "sofia" },
        new Reply.NotFree(SlotState.Away, Friday.At(new LocalTime(15, 0)), new(Three.Take(1))) { StaffId = "kim" },
        new Reply.NotFree(SlotState.Taken, Friday.At(new LocalTime(15, 0)), new([])) { OldOneStays = true },
    ];

    private static IEnumerable<Reply> Moving() =>
    [
        new Reply.WhichAppointment(new([Own(9), Own(15)]), Flow.Move),
        new Reply.AskNewTime(Own(9)), new Reply.AlreadyThen(Own(9)),
        new Reply.ConfirmMove(Own(9), new("haircut", At(15))),
        new Reply.ConfirmMove(Own(9), new("haircut", At(15)) { StaffId = "mira" }),
        new Reply.ConfirmMove(Own(9), new("colour", At(15))),
        new Reply.UseTheButton(new Reply.ConfirmMove(Own(9), new("haircut", At(15)))),
        new Reply.Moved(new("haircut", At(15))),
        new Reply.Declined(new PendingAction.Move(AppointmentId.New(), new("haircut", At(15)))),
        new Reply.Aside(
            new Reply.Courtesy(), new PendingAction.Move(AppointmentId.New(), new("haircut", At(15)))),
        new Reply.Aside(new Reply.StaleButton(), new PendingAction.Book(new("haircut", At(15)))),
        new Reply.Aside(new Reply.Courtesy(), new PendingAction.ChooseStaff(new(["mira", "jonas"]))),
        new Reply.Aside(new Reply.ServicesAnswer(), new PendingAction.ChooseTime(new(Three))),
    ];

    private static IEnumerable<Reply> Asides() =>
    [
        new Reply.Aside(new Reply.ServiceAnswer("haircut"), new PendingAction.Book(new("haircut", At(15)))),
        new Reply.Aside(new Reply.OutOfScope(), new PendingAction.Cancel(AppointmentId.New())),
        new Reply.Aside(new Reply.ServicesAnswer(), new PendingAction.Erase()),
        new Reply.Aside(
            new Reply.FromKnowledge(Quote("Parking")), new PendingAction.Book(new("haircut", At(15)))),
        new Reply.Aside(new Reply.AddressAnswer(), new PendingAction.ChooseTime(new(Three))),
        new Reply.Aside(new Reply.DoNotKnow(), new PendingAction.ChooseService(new(["haircut"]))),
        new Reply.Aside(
            new Reply.Greeting(), new PendingAction.ChooseAppointment(new([AppointmentId.New()]))),
        new Reply.Aside(new Reply.NoMedicalAdvice(), new PendingAction.Book(new("haircut", At(15)))),
        new Reply.InBetween(new Reply.ServicesAnswer()), new Reply.InBetween(new Reply.FromKnowledge(Quote("Parking"))),
        new Reply.StillWaits(new PendingAction.Book(new("haircut", At(15)))),
        new Reply.StillWaits(new PendingAction.ChooseTime(new(Three))),
        new Reply.Aside(new Reply.Courtesy(), Waiting: null),
    ];

    private static TimeOption Night(int offset) =>
        new(new LocalDate(2026, 10, 25), new LocalTime(2, 30), Offset.FromHours(offset));

    private static IEnumerable<Reply> Refusals() =>
        from why in Enum.GetValues<SlotState>()
        where why is not (SlotState.Free or SlotState.AmbiguousTime or SlotState.Away)
        from count in why == SlotState.Taken ? new[] { 3, 1, 0 } : [3, 0]
        from time in why == SlotState.Closed ? Closed : [Friday.At(new LocalTime(2, 30))]
        select new Reply.NotFree(why, time, new(Three.Take(count)));

    /// <summary>Outside the hours, too close to their end, a closed weekday and a holiday.</summary>
    private static readonly LocalDateTime[] Closed =
    [
        Friday.At(new LocalTime(2, 30)), Friday.At(new LocalTime(17, 45)), new(2026, 11, 29, 11, 0),
        new(2026, 12, 25, 11, 0),
    ];

    private static KnowledgeQuote Quote(string heading) => new(
        "There are two parking spaces in the courtyard.", "Before your visit", heading, new(2026, 10, 1));

    private static IEnumerable<Reply> Cancelling() =>
    [
        new Reply.NoAppointments(), new Reply.NoAppointments { Sought = true }, new Reply.Appointments(new([Own(9)])),
        new Reply.Appointments(new([Own(9), Own(15)])),
        new Reply.WhichAppointment(new([Own(9), Own(15)]), Flow.Cancel),
        new Reply.WhichAppointment(new([Own(9), Own(10), Own(11) with { StaffId = "mira" }, Own(15)]), Flow.Cancel),
        new Reply.Appointments(new([Own(9) with { StaffId = "mira" }])),
        new Reply.Appointments(new([Own(9) with { StaffId = "mira" }, Own(10) with { ServiceId = "perm" }])),
        new Reply.ConfirmCancel(Own(15) with { ServiceId = "perm" }),
        new Reply.ConfirmCancel(Own(15) with { ServiceId = "perm", StaffId = "mira" }),
        new Reply.ConfirmCancel(Own(15)),
        new Reply.Cancelled(), new Reply.AlreadyCancelled(),
    ];

    private static string Text(Action<IBufferWriter<byte>> write)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        write(utf8);
        return Encoding.UTF8.GetString(utf8.WrittenSpan);
    }

    private static string Body(Reply reply, Business business) =>
        Text(to => Wording.En.Write(reply, business, to));

    private static List<string> Labels(Reply reply, Business business) =>
        [.. reply.Choices.Select(choice => Text(to => Wording.En.WriteLabel(reply, choice, business, to)))];

    private static IEnumerable<string> Descriptions(Reply reply, Business business) => reply.Choices.Select(
        choice => reply.Choices.Count > 3
            ? Text(to => Wording.En.WriteDescription(reply, choice, business, to)) : "");

    private static string Golden()
    {
        var golden = new StringBuilder();
        foreach (var reply in Everything())
        {
            golden.Append("# ").Append(reply.GetType().Name).Append('\n');
            golden.Append(Body(reply, Salon)).Append('\n');
            if (reply.Choices.Count > 3)
                golden.Append('(').Append(Text(to => Wording.En.WriteOpener(reply, to))).Append(") ");
            foreach (var (label, description) in Labels(reply, Salon).Zip(Descriptions(reply, Salon)))
                golden.Append('[').Append(label).Append(description.Length > 0 ? ": " : "").Append(description)
                    .Append("] ");
            golden.Append('\n');
        }
        return golden.ToString().Replace(" \n", "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void The_words_are_those_of_the_golden_file()
    {
        var file = Repository.Vector("assistant/wording.en.golden");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is "1")
            File.WriteAllText(file, Golden());

        Assert.Equal(File.ReadAllText(file), Golden());
    }

    [Fact]
    public void Every_kind_of_reply_is_in_the_golden_file() => Assert.Equal(
        typeof(Reply).GetNestedTypes().Where(type => !type.IsAbstract).Select(type => type.Name)
            .Order(StringComparer.Ordinal),
        Everything().Select(reply => reply.GetType().Name).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal));

    [Fact]
    public void A_message_fits_what_WhatsApp_accepts() => Assert.All(Everything(), reply => Assert.InRange(
        Body(reply, Salon).Length, 1, reply.Choices.Count > 0 ? 1024 : 4096));

    [Fact]
    public void A_first_answer_fits_as_well() => Assert.All(Everything(), reply => Assert.InRange(
        Body(new Reply.FirstContact(reply), Salon).Length, 1, reply.Choices.Count > 0 ? 1024 : 4096));

    [Fact]
    public void Buttons_and_rows_fit_and_differ() => Assert.All(Everything(), reply =>
    {
        var labels = Labels(reply, Salon);
        Assert.InRange(labels.Count, 0, 10);
        Assert.All(labels, label => Assert.InRange(label.Length, 1, labels.Count > 3 ? 24 : 20));
        Assert.All(Descriptions(reply, Salon), one => Assert.InRange(one.Length, 0, 72));
        Assert.InRange(Text(to => Wording.En.WriteOpener(reply, to)).Length, 1, 20);
        Assert.Equal(labels.Count, labels.Distinct(StringComparer.Ordinal).Count());
    });

    [Fact]
    public void Buttons_have_something_to_confirm() => Assert.All(
        Everything(), reply => Assert.True(reply.Choices.Count == 0 || reply.Pending is not null));

    [Fact]
    public void The_voice_is_calm_and_asks_one_question_at_a_time() => Assert.All(Everything(), reply =>
    {
        var body = Body(reply, Salon);
        Assert.DoesNotContain('!', body);
        Assert.DoesNotContain('{', body);
        Assert.InRange(body.Count(letter => letter == '?'), 0, 1);
        Assert.DoesNotContain("understand your", body, StringComparison.OrdinalIgnoreCase);
    });

    [Fact]
    public void A_long_name_is_cut_to_what_a_button_holds_and_never_through_a_character()
    {
        var service = new Service("long", "Eighteen letters.." + "😀😀😀", [], 30, Price: null);
        var salon = Salon with { Services = [service] };

        Assert.Equal(
            "Eighteen letters..…", Assert.Single(Labels(new Reply.AskService(new(["long"])), salon)));
    }

    [Fact]
    public void A_business_of_the_largest_size_still_fits()
    {
        var name = new string('n', 60);
        var services = Enumerable.Range(0, 60)
            .Select(id => new Service($"s{id}", name, [], 30, new(12.5m, "CHF"))).ToList();
        var large = Salon with { Name = name, Services = services };

        Assert.InRange(Body(new Reply.ServicesAnswer(), large).Length, 1000, 4096);
        Assert.InRange(
            Body(new Reply.AskService(new(services.Select(one => one.Id))), large).Length, 1000, 4096);
    }

    [Theory]
    [InlineData("35", "EUR", "€35")]
    [InlineData("29.5", "EUR", "€29.50")]
    [InlineData("12.05", "GBP", "£12.05")]
    [InlineData("1200", "USD", "$1200")]
    [InlineData("40", "CHF", "CHF\u00A040")]
    public void Prices_are_written_as_people_write_them(string amount, string currency, string written)
    {
        var service = new Service("one", "One", [], 30, new(decimal.Parse(amount), currency));
        var salon = Salon with { Services = [service] };

        Assert.StartsWith(
            $"One: {written}, ",
            Body(new Reply.ServiceAnswer("one"), salon),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Facials")]
    [InlineData("We paint your nails, with care")]
    public void A_price_reads_well_whatever_the_service_is_called(string name)
    {
        var salon = Salon with { Services = [new("one", name, [], 45, new(42, "EUR"))] };

        Assert.Equal(
            $"{name}: €42, 45 minutes. Name a day, and I will look for a free time.",
            Body(new Reply.ServiceAnswer("one"), salon));
    }

    [Fact]
    public void A_service_without_a_price_says_so()
    {
        var salon = Salon with { Services = [new("one", "One", [], 30, Price: null)] };

        Assert.Contains("depends", Body(new Reply.ServiceAnswer("one"), salon), StringComparison.Ordinal);
        Assert.Contains("on request", Body(new Reply.ServicesAnswer(), salon), StringComparison.Ordinal);
        Assert.Equal("One on Friday, 27 November at 15:00, 30 minutes. Shall I book it?",
            Body(new Reply.ConfirmBooking(new("one", At(15))), salon));
    }

    [Fact]
    public void An_appointment_for_a_service_that_is_gone_is_still_told() => Assert.Equal(
        "Your next appointment is on Friday, 27 November at 15:00.",
        Body(new Reply.Appointments(new([new(AppointmentId.New(), "perm", At(15))])), Salon));

    [Fact]
    public void The_erasure_text_depends_on_nothing_but_the_name_of_the_business() => Assert.Equal(
        Body(new Reply.Erased(), Salon),
        Body(
            new Reply.Erased(),
            Salon with { Services = [], Phone = "", Address = "", Privacy = new("", "", 0) }));

    [Fact]
    public void A_button_that_the_reply_does_not_have_cannot_be_labelled() =>
        Assert.Throws<ArgumentException>(() => Text(
            to => Wording.En.WriteLabel(new Reply.Greeting(), Choice.Confirm, Salon, to)));

    [Fact]
    public void A_language_without_words_of_its_own_is_answered_in_English() =>
        Assert.Same(Wording.En, Wording.For("xx"));
}
