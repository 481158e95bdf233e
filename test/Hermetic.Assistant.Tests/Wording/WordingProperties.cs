using System.Buffers;
using System.Text;
using CsCheck;
using Hermetic.Domain;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Whatever a business is called and sells: what is said fits into what WhatsApp takes.</summary>
public sealed class WordingProperties
{
    private const int MostNotice = 320;

    private static readonly Gen<string> Names = Gen.OneOf(
        Gen.Char['a', 'z'].Array[1, 60].Select(letters => new string(letters)),
        Gen.Int[1, 30].Select(count => string.Concat(Enumerable.Repeat("\U0001F600", count))),
        Gen.Int[1, 12].Select(count => string.Join(' ', Enumerable.Repeat("Köln", count))));

    private static readonly Gen<Service> Services =
        from name in Names
        from minutes in Gen.Int[5, 600]
        from cents in Gen.Int[0, 1_000_000]
        from currency in AnyDialogue.OneOf("EUR", "GBP", "USD", "CHF")
        select new Service(
            "haircut", name, [], minutes, cents == 0 ? null : new(cents / 100m, currency));

    private static readonly Gen<Business> Businesses =
        from name in Names
        from services in Services.Array[1, 60]
        from address in Gen.Char['a', 'z'].Array[1, 200]
        from days in Gen.Int[1, 3650]
        select SampleBusiness.HairSalon with
        {
            Name = name,
            Address = new(address),
            Services =
            [
                .. services.Select((one, index) => index == 0 ? one : one with { Id = $"service-{index}" }),
            ],
            Privacy = SampleBusiness.HairSalon.Privacy with { RetentionDays = days },
            Staff = [new("staff", name, [])],
        };

    private static string Text(Action<IBufferWriter<byte>> write)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        write(utf8);
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(utf8.WrittenSpan);
    }

    private static string Body(Reply reply, Business business) =>
        Text(to => Wording.En.Write(reply, business, to));

    private static Appointment Own(string serviceId, ZonedDateTime start) =>
        new(AppointmentId.New(), serviceId, start) { StaffId = "staff" };

    private static IEnumerable<Reply> About(Business business)
    {
        var start = business.Zone.AtStrictly(new LocalDateTime(2026, 9, 30, 15, 0));
        var booking = new Booking("haircut", start);
        yield return new Reply.ServicesAnswer();
        yield return new Reply.ServiceAnswer("haircut");
        yield return new Reply.AddressAnswer();
        yield return new Reply.WeekHours(new LocalDate(2026, 12, 20));
        yield return new Reply.ConfirmErasure();
        yield return new Reply.ConfirmExport();
        var longest = PersonName.Shown(Encoding.UTF8.GetBytes(new string('ü', 80)))!;
        yield return new Reply.ConfirmName(longest);
        yield return new Reply.KnownAboutYou(new()
        {
            ProfileName = longest, ProfileNameSince = start.Date, OwnName = longest, Received = 1_000_000,
            Sent = 1_000_000, Oldest = start.Date, Cancelled = 1000,
            Coming = new(Enumerable.Repeat(new Appointment(AppointmentId.New(), "haircut", start), 99)),
            Past = new(Enumerable.Repeat(new Appointment(AppointmentId.New(), "haircut", start), 99)),
            Access = new(99, start.Date, 99),
        });
        yield return new Reply.DoNotKnow();
        yield return new Reply.AskService(new(business.Services.Select(one => one.Id)));
        yield return new Reply.AskService(new(business.Services.Take(3).Select(one => one.Id)));
        yield return new Reply.AskService(new(business.Services.Take(10).Select(one => one.Id)));
        yield return new Reply.WhichAppointment(
            new(business.Services.Take(10).Select(one => Own(one.Id, start))), Flow.Cancel);
        yield return new Reply.ConfirmMove(Own("haircut", start), booking);
        yield return new Reply.Aside(new Reply.AddressAnswer(), new PendingAction.Book(booking));
        yield return new Reply.Aside(new Reply.ServiceAnswer("haircut"), new PendingAction.Book(booking));
        yield return new Reply.ConfirmBooking(booking);
        var who = new Options<string>(Enumerable.Repeat("staff", 9));
        yield return new Reply.SaidFirst(
            new Reply.NobodyOfThatName(who), new Reply.ConfirmBooking(booking with { StaffId = "staff" }));
        yield return new Reply.SaidFirst(
            new Reply.NotBooked(booking), new Reply.ConfirmMove(Own("haircut", start), booking));
        yield return new Reply.SaidFirst(
            new Reply.OnePersonAtATime(),
            new Reply.AskService(new(business.Services.Take(10).Select(one => one.Id))));
        yield return new Reply.SaidFirst(
            new Reply.Booked(booking), new Reply.AskNextPerson("haircut", start.Date));
        yield return new Reply.UseTheButton(new Reply.ConfirmBooking(booking));
        yield return new Reply.Booked(booking);
        yield return new Reply.Aside(new Reply.ServicesAnswer(), new PendingAction.Book(booking));
        yield return new Reply.Aside(
            new Reply.FromKnowledge(
                new(new('w', 1200), new('t', 80), new('h', 150), new LocalDate(2026, 9, 30))),
            new PendingAction.Book(booking));
    }

    [Fact]
    public void Every_message_fits_at_first_contact_too() => Businesses.Sample(
        business => Assert.All(About(business), reply => Assert.InRange(
            Body(new Reply.FirstContact(reply), business).Length, 1, reply.Choices.Count > 0 ? 1024 : 4096)),
        iter: 300);

    [Fact]
    public void Every_button_fits_and_is_whole() => Businesses.Sample(
        business => Assert.All(
            from reply in About(business)
            from choice in reply.Choices
            select (Most: reply.Choices.Count > 3 ? 24 : 20,
                Label: Text(to => Wording.En.WriteLabel(reply, choice, business, to))),
            one => Assert.InRange(one.Label.Length, 1, one.Most)),
        iter: 300);

    [Fact]
    public void Every_second_line_of_a_list_fits() => Businesses.Sample(
        business => Assert.All(
            from reply in About(business)
            from choice in reply.Choices
            select Text(to => Wording.En.WriteDescription(reply, choice, business, to)),
            line => Assert.InRange(line.Length, 0, 72)),
        iter: 300);

    [Fact]
    public void The_notice_of_first_contact_is_short_even_for_long_names()
    {
        var longest = SampleBusiness.HairSalon with
        {
            Name = new('n', 60),
            Privacy = new("privacy@example.org", "https://" + new string('l', 32), RetentionDays: 365),
        };

        Assert.All([SampleBusiness.HairSalon, longest], business => Assert.InRange(
            Body(new Reply.FirstContact(new Reply.HowCanIHelp()), business).Length
                - Body(new Reply.HowCanIHelp(), business).Length,
            1, MostNotice));
    }
}
