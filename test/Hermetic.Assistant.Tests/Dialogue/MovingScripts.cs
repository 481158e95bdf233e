using Hermetic.Assistant.Tests.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>One appointment gets another time, in one piece: until the press, and when it fails, the old one stands.</summary>
public sealed class MovingScripts
{
    /// <summary>Haircut on Friday, 27 November at 15:00.</summary>
    private static Script WithOne() => With("haircut");

    private static Script With(params IEnumerable<string> services)
    {
        var script = new Script { Brain = Brain.English };
        foreach (var (index, service) in services.Index())
            script.Calendar.Book(new(service, At(27, 15 - index)));
        return script;
    }

    private static ZonedDateTime At(int day, int hour) =>
        Script.Salon.Zone.AtStrictly(new LocalDateTime(2026, 11, day, hour, 0));

    [Fact]
    public Task Its_new_time_may_come_at_once() => Script.PlayAsync("""
        > move my appointment to saturday at 11
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
          {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to haircut 2026-11-28T11:00 +01
        < Moved: Haircut is now on Saturday, 28 November at 11:00, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        > my appointments
        < Your next appointment: Haircut on Saturday, 28 November at 11:00.
        """, WithOne());

    [Fact]
    public Task Only_a_new_time_is_on_the_same_day() => Script.PlayAsync("""
        > move my appointment to 5pm
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Friday, 27 November at 17:00? {Yes,
          move it|Change|Leave it}
        """, WithOne());

    [Fact]
    public Task Only_a_new_day_asks_for_the_time() => Script.PlayAsync("""
        > can i move my appointment to saturday?
        < Moving Haircut to Saturday, 28 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00}
        * 10:00
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 10:00?
          {Yes, move it|Change|Leave it}
        * Leave it
        < All right, your appointment stays as it is.
        """, WithOne());

    [Fact]
    public Task Which_one_and_where_to_may_be_in_one_sentence() => Script.PlayAsync("""
        > move my haircut from friday to saturday at 11
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
          {Yes, move it|Change|Leave it}
        """, WithOne());

    [Fact]
    public Task Only_which_one_asks_for_when() => Script.PlayAsync("""
        > i need to move my friday appointment
        < Haircut on Friday, 27 November at 15:00. Which day and time would suit you instead?
        > next week
        < Moving Haircut: these times are free. Which would suit you? {Free times: Tue 1 Dec, 09:00|Tue 1 Dec,
          17:00|Wed 2 Dec, 09:00|Wed 2 Dec, 17:00|Thu 3 Dec, 09:00|Thu 3 Dec, 19:00|Fri 4 Dec, 09:00|Fri 4
          Dec, 17:00|Sat 5 Dec, 09:00|Sat 5 Dec, 13:00}
        > never mind
        < All right, your appointment stays as it is.
        """, WithOne());

    [Fact]
    public Task An_hour_later() => Script.PlayAsync("""
        > can we make it an hour later
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Friday, 27 November at 16:00? {Yes,
          move it|Change|Leave it}
        > no, half an hour earlier
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Friday, 27 November at 15:30? {Yes,
          move it|Change|Leave it}
        * Yes, move it
        ! move to haircut 2026-11-27T15:30 +01
        < Moved: Haircut is now on Friday, 27 November at 15:30, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        """, WithOne());

    [Fact]
    public Task Later_offers_later_times() => Script.PlayAsync("""
        > can my appointment be later?
        < Moving Haircut to Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 15:15|15:30|15:45|16:00|16:15|16:30|16:45|17:00|17:15}
        > reschedule
        < Haircut on Friday, 27 November at 15:00. Which day and time would suit you instead?
        > later
        < Moving Haircut to Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 15:15|15:30|15:45|16:00|16:15|16:30|16:45|17:00|17:15}
        """, WithOne());

    [Fact]
    public Task A_typed_yes_moves_nothing() => Script.PlayAsync("""
        > move my appointment to saturday at 11
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
          {Yes, move it|Change|Leave it}
        > yes
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at
          11:00? {Yes, move it|Change|Leave it}
        > ok do it
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at
          11:00? {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to haircut 2026-11-28T11:00 +01
        < Moved: Haircut is now on Saturday, 28 November at 11:00, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        """, WithOne());

    [Fact]
    public Task To_where_it_is_is_no_move() => Script.PlayAsync("""
        > move my appointment to friday at 3:15pm
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Friday, 27 November at 15:15? {Yes,
          move it|Change|Leave it}
        > 3pm
        < Haircut is on Friday, 27 November at 15:00 already. Which other time would suit you?
        > 3:30pm
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Friday, 27 November at 15:30? {Yes,
          move it|Change|Leave it}
        """, WithOne());

    [Fact]
    public Task What_is_asked_in_between_leaves_it_waiting() => Script.PlayAsync("""
        > move my appointment to saturday at 11
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
          {Yes, move it|Change|Leave it}
        > how much is it?
        < Haircut: €42, 45 minutes. /  / Moving your appointment still waits for its button:
          Haircut on Saturday, 28 November at 11:00. {Yes, move it|Change|Leave it}
        > where are you?
        < You will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin. /  / Moving your appointment
          still waits for its button: Haircut on Saturday, 28 November at 11:00. {Yes, move it|Change|Leave
          it}
        * Yes, move it
        ! move to haircut 2026-11-28T11:00 +01
        < Moved: Haircut is now on Saturday, 28 November at 11:00, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        """, WithOne());

    [Fact]
    public Task The_service_may_change_with_it() => Script.PlayAsync("""
        > move my appointment to saturday at 10
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 10:00?
          {Yes, move it|Change|Leave it}
        > make it the beard trim instead
        < Your appointment on Friday, 27 November at 15:00 would become Beard trim on Saturday, 28 November
          at 10:00. Shall I change it? {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to beard-trim 2026-11-28T10:00 +01
        < Moved: Beard trim is now on Saturday, 28 November at 10:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, WithOne());

    [Fact]
    public Task A_closed_day_keeps_the_old_time() => Script.PlayAsync("""
        > move my appointment to sunday at 11
        < On Sunday, 29 November we are closed, as on every Sunday. Your appointment stays as it is for
          now. Which other time would suit you?
        > never mind
        < All right, your appointment stays as it is.
        > my appointments
        < Your next appointment: Haircut on Friday, 27 November at 15:00.
        """, WithOne());

    [Fact]
    public Task Cancelling_instead() => Script.PlayAsync("""
        > reschedule
        < Haircut on Friday, 27 November at 15:00. Which day and time would suit you instead?
        > never mind, just cancel my appointment
        < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep it}
        * Yes, cancel it
        ! cancel
        < Your appointment is cancelled.
        """, WithOne());

    [Fact]
    public Task One_of_several_and_then_the_other() => Script.PlayAsync("""
        > haircut friday at 3pm
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        > beard trim saturday at 10
        < Beard trim on Saturday, 28 November at 10:00, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book beard-trim 2026-11-28T10:00 +01
        < Booked: Beard trim on Saturday, 28 November at 10:00, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        > move my beard trim to friday at 11
        < Beard trim: shall I move it from Saturday, 28 November at 10:00 to Friday, 27 November at 11:00?
          {Yes, move it|Change|Leave it}
        * Change
        < What shall I change: the service, the day or the time? {Nothing, thanks}
        > the time
        < Moving Beard trim to Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|16:00|17:00}
        > 4:30pm
        < Beard trim: shall I move it from Saturday, 28 November at 10:00 to Friday, 27 November at 16:30?
          {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to beard-trim 2026-11-27T16:30 +01
        < Moved: Beard trim is now on Friday, 27 November at 16:30, Kastanienallee 12, 10435 Berlin. If you
          cannot come, write "cancel my appointment".
        > can we postpone my haircut by an hour?
        < Friday, 27 November at 16:00 is already taken. Your appointment stays as it is for now. These
          times are free. Which would suit you? {Fri 27 Nov, 09:00|Fri 27 Nov, 09:15|Fri 27 Nov, 09:30}
        * Yes, move it
        < That button belongs to an earlier question and does nothing any more. /  / Which of these times
          shall it be? {Fri 27 Nov, 09:00|Fri 27 Nov, 09:15|Fri 27 Nov, 09:30}
        > I need to reschedule
        < Which appointment shall I move? / 1. Haircut, Friday, 27 November at 15:00 / 2. Beard trim,
          Friday, 27 November at 16:30 {Fri 27 Nov, 15:00|Fri 27 Nov, 16:30}
        > the second one
        < Beard trim on Friday, 27 November at 16:30. Which day and time would suit you instead?
        > thursday afternoon
        < Moving Beard trim to Thursday, 26 November: which time would suit you? These are free; you may also name
          another one. {Free times: 12:00|14:00|15:00|16:00|17:00}
        > the last one
        < Beard trim: shall I move it from Friday, 27 November at 16:30 to Thursday, 26 November at 17:00?
          {Yes, move it|Change|Leave it}
        * Leave it
        < All right, your appointment stays as it is.
        > my appointments
        < Your coming appointments: / 1. Haircut, Friday, 27 November at 15:00 / 2. Beard trim, Friday, 27
          November at 16:30
        """, With());

    [Fact]
    public Task Who_has_none_is_told() => Script.PlayAsync("""
        > i need to reschedule my appointment
        < You have no coming appointments. If you made one by phone, write "human", and a person from Salon
          Morgenrot will look it up.
        """, With());

    [Fact]
    public Task Of_several_the_person_chooses_and_the_new_time_is_kept() => Script.PlayAsync("""
        > move my appointment to saturday at 10
        < Which appointment shall I move? / 1. Beard trim, Friday, 27 November at 14:00 / 2. Haircut,
          Friday, 27 November at 15:00 {Fri 27 Nov, 14:00|Fri 27 Nov, 15:00}
        * Fri 27 Nov, 14:00
        < Beard trim: shall I move it from Friday, 27 November at 14:00 to Saturday, 28 November at 10:00?
          {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to beard-trim 2026-11-28T10:00 +01
        < Moved: Beard trim is now on Saturday, 28 November at 10:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        > my appointments
        < Your coming appointments: / 1. Haircut, Friday, 27 November at 15:00 / 2. Beard trim, Saturday,
          28 November at 10:00
        """, With("haircut", "beard-trim"));

    [Fact]
    public Task Of_many_they_choose_from_a_list_or_in_words() => Script.PlayAsync("""
        > reschedule
        < Which appointment shall I move? {Your appointments: Fri 27 Nov, 12:00|Fri 27 Nov, 13:00|Fri 27
          Nov, 14:00|Fri 27 Nov, 15:00}
        > the beard trim
        < Which appointment shall I move? / 1. Beard trim, Friday, 27 November at 13:00 / 2. Beard trim,
          Friday, 27 November at 14:00 {Fri 27 Nov, 13:00|Fri 27 Nov, 14:00}
        > the last one
        < Beard trim on Friday, 27 November at 14:00. Which day and time would suit you instead?
        > saturday at 10
        < Beard trim: shall I move it from Friday, 27 November at 14:00 to Saturday, 28 November at 10:00?
          {Yes, move it|Change|Leave it}
        """, With("haircut", "beard-trim", "beard-trim", "blow-dry"));

    [Fact]
    public async Task A_time_that_is_lost_before_the_press_leaves_the_old_one()
    {
        var script = WithOne();
        await script.StepAsync("> move my appointment to saturday at 11");
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 28, 11, 0));
        await Script.PlayAsync("""
            * Yes, move it
            < Saturday, 28 November at 11:00 is already taken. Your appointment stays as it is for now. These
              times are free. Which would suit you? {Sat 28 Nov, 09:00|Sat 28 Nov, 09:15|Sat 28 Nov, 09:30}
            > my appointments
            < Your next appointment: Haircut on Friday, 27 November at 15:00. /  / Which of these times shall
              it be? {Sat 28 Nov, 09:00|Sat 28 Nov, 09:15|Sat 28 Nov, 09:30}
            > 12:00
            < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 12:00?
              {Yes, move it|Change|Leave it}
            * Yes, move it
            ! move to haircut 2026-11-28T12:00 +01
            < Moved: Haircut is now on Saturday, 28 November at 12:00, Kastanienallee 12, 10435 Berlin. If you
              cannot come, write "cancel my appointment".
            """, script);
        Assert.Equal(At(28, 12), Assert.Single(script.Calendar.Own).Start);
    }

    [Fact]
    public async Task One_that_is_gone_by_the_press_is_told()
    {
        var script = WithOne();
        await script.StepAsync("> move my appointment to saturday at 11");
        script.Calendar.Cancel(script.Calendar.Own[0].Id);
        await Script.PlayAsync("""
            * Yes, move it
            < That appointment is no longer in our calendar.
            > my appointments
            < You have no coming appointments.
            """, script);
    }

    [Fact]
    public async Task One_whose_service_is_no_more_is_shown_cancelled_and_moved_all_the_same()
    {
        var script = WithOne();
        script.Calendar.Keep(new(Hermetic.Domain.AppointmentId.New(), "perm", At(28, 10)) { StaffId = "zoe" });
        await Script.PlayAsync("""
            > my appointments
            < Your coming appointments: / 1. Haircut, Friday, 27 November at 15:00 / 2. Your appointment,
              Saturday, 28 November at 10:00
            > reschedule the one on saturday
            < Which service would you like? {Our services: Haircut|Children's haircut|Beard
              trim|Colour|Balayage|Blow-dry}
            * Haircut
            < Your appointment on Saturday, 28 November at 10:00. Which day and time would suit you instead?
            > at 12
            < Your appointment on Saturday, 28 November at 10:00 would become Haircut on Saturday, 28 November
              at 12:00. Shall I change it? {Yes, move it|Change|Leave it}
            * Yes, move it
            ! move to haircut 2026-11-28T12:00 +01
            < Moved: Haircut is now on Saturday, 28 November at 12:00, Kastanienallee 12, 10435 Berlin. If you
              cannot come, write "cancel my appointment".
            > cancel the one on saturday
            < Haircut on Saturday, 28 November at 12:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            * Yes, cancel it
            ! cancel
            < Your appointment is cancelled.
            """, script);
    }

    [Fact]
    public async Task A_button_for_a_service_that_is_no_more_asks_again_instead_of_booking()
    {
        var before = new Script();
        await before.StepAsync("> haircut friday 3pm [book_appointment 2026-11-27T15:00]");
        var salon = Script.Salon with { Services = [.. Script.Salon.Services.Skip(1).Take(2)] };

        await Script.PlayAsync("""
            * Confirm
            < Which service would you like? {Children's haircut|Beard trim}
            > beard trim
            < Beard trim on Friday, 27 November at 15:00, 20 minutes, €18. Shall I book it?
              {Confirm|Change|Cancel}
            """, before.At(salon));
    }

    [Fact]
    public async Task A_day_that_has_become_a_holiday_since_the_question_is_not_booked()
    {
        var before = new Script();
        await before.StepAsync("> haircut friday 3pm [book_appointment 2026-11-27T15:00]");
        var hours = Script.Salon.Hours with { SpecialDays = [new(new(2026, 11, 27), "Inventory", [])] };

        await Script.PlayAsync("""
            * Confirm
            < On Friday, 27 November (Inventory) we are closed. Which other time would suit you?
            """, before.At(Script.Salon with { Hours = hours }));
    }
}
