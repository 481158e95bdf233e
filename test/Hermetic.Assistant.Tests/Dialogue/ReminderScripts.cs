using Hermetic.Assistant.Tests.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Reminders in the chat, understood by the built-in brain. It is Monday, 23 November, ten o'clock.</summary>
public sealed class ReminderScripts
{
    [Fact]
    public Task The_confirmation_of_a_booking_says_when_the_reminder_comes() => PlayAsync("""
        > haircut on friday at 3pm please
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot come,
          write "cancel my appointment". I will remind you on Thursday at 15:00.
        > my appointments
        < Your next appointment: Haircut on Friday, 27 November at 15:00. I will remind you on Thursday at 15:00.
        > when will you remind me?
        < Haircut on Friday, 27 November at 15:00. I will remind you on Thursday at 15:00. For another time,
          write for example "remind me two hours before".
        """, WithReminders());

    [Fact]
    public Task Who_books_for_tomorrow_morning_needs_no_reminder_a_day_before() => PlayAsync("""
        > haircut tomorrow at 9am
        < Haircut on Tuesday, 24 November at 09:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-24T09:00 +01
        < Booked: Haircut on Tuesday, 24 November at 09:00, Kastanienallee 12, 10435 Berlin. If you cannot come,
          write "cancel my appointment".
        """, WithReminders());

    [Fact]
    public Task Two_hours_before_is_confirmed_by_a_button_and_then_said() => PlayAsync("""
        > remind me two hours before
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind me|No,
          thanks}
        * Remind me
        ! remind 2026-11-27T13:00
        < Haircut on Friday, 27 November at 15:00. I will remind you on the same day at 13:00.
        > which reminders do i have
        < Haircut on Friday, 27 November at 15:00. I will remind you on the same day at 13:00. For another time,
          write for example "remind me two hours before".
        """, Having(("haircut", 27, 15)));

    [Theory]
    [InlineData("remind me the day before at 9", "on Thursday at 09:00")]
    [InlineData("remind me the day before", "on Thursday at 15:00")]
    [InlineData("can you remind me on wednesday at 9?", "on Wednesday at 09:00")]
    [InlineData("remind me on thursday", "on Thursday at 09:00")]
    [InlineData("remind me tomorrow morning", "on Tuesday at 09:00")]
    [InlineData("please remind me the evening before", "on Thursday at 18:00")]
    [InlineData("remind me half an hour before", "on the same day at 14:30")]
    [InlineData("remind me 30 minutes before my haircut", "on the same day at 14:30")]
    [InlineData("remind me 2h before", "on the same day at 13:00")]
    [InlineData("could you remind me a couple of hours before", "on the same day at 13:00")]
    [InlineData("remind me 3 days before", "on Tuesday at 15:00")]
    [InlineData("remind me 2 days before at 10am", "on Wednesday at 10:00")]
    [InlineData("remind me on the morning of my appointment", "on the same day at 08:00")]
    [InlineData("remind me an hour in advance", "on the same day at 14:00")]
    [InlineData("remind me at noon", "on the same day at 12:00")]
    [InlineData("remind me about my haircut on friday", "on Thursday at 15:00")]
    [InlineData("please remind me to come in", "on Thursday at 15:00")]
    [InlineData("set a reminder", "on Thursday at 15:00")]
    public async Task People_say_it_in_many_ways(string said, string when)
    {
        var played = await Having(("haircut", 27, 15)).PlayAsync([$"> {said}"]);

        Assert.Equal(
            $"< Haircut on Friday, 27 November at 15:00. Shall I remind you {when}? {{Remind me|No, thanks}}", played[1]);
    }

    [Fact]
    public Task At_night_nobody_is_woken_and_the_question_says_so() => PlayAsync("""
        > remind me two hours before
        < Haircut on Friday, 27 November at 09:00. I do not write between 20:00 and 08:00. Shall I remind you on
          Thursday at 20:00? {Remind me|No, thanks}
        """, Having(("haircut", 27, 9)));

    [Fact]
    public Task Of_several_appointments_the_person_chooses_and_the_wish_is_kept() => PlayAsync("""
        > remind me two hours before
        < Of which appointment shall I remind you? / 1. Haircut, Wednesday, 25 November at 11:00 / 2. Beard
          trim, Friday, 27 November at 15:00 {Wed 25 Nov, 11:00|Fri 27 Nov, 15:00}
        * Fri 27 Nov, 15:00
        < Beard trim on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind me|No,
          thanks}
        * Remind me
        ! remind 2026-11-27T13:00
        < Beard trim on Friday, 27 November at 15:00. I will remind you on the same day at 13:00.
        > my appointments
        < Your coming appointments: / 1. Haircut, Wednesday, 25 November at 11:00 / 2. Beard trim, Friday, 27
          November at 15:00 (reminder on the same day at 13:00)
        """, Having(("haircut", 25, 11), ("beard-trim", 27, 15)));

    [Theory]
    [InlineData("2")]
    [InlineData("the beard trim")]
    [InlineData("the one on friday")]
    public async Task Which_one_may_be_written(string answer)
    {
        var played = await Having(("haircut", 25, 11), ("beard-trim", 27, 15))
            .PlayAsync(["> remind me the day before at 9", $"> {answer}"]);

        Assert.StartsWith(
            "< Beard trim on Friday, 27 November at 15:00. Shall I remind you on Thursday at 09:00?", played[3],
            StringComparison.Ordinal);
    }

    [Fact]
    public Task A_service_names_which_of_several_is_meant() => PlayAsync("""
        > remind me 2 hours before the beard trim
        < Beard trim on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind me|No,
          thanks}
        """, Having(("haircut", 25, 11), ("beard-trim", 27, 15)));

    [Fact]
    public Task Another_time_is_a_correction_of_the_question() => PlayAsync("""
        > remind me two hours before
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind me|No,
          thanks}
        > no, the day before
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on Thursday at 15:00? {Remind me|No, thanks}
        > wednesday at 9
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on Wednesday at 09:00? {Remind me|No,
          thanks}
        > yes please
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut on Friday, 27 November at 15:00. Shall I remind you on Wednesday at 09:00? {Remind me|No,
          thanks}
        > no
        < All right, I change nothing about the reminder.
        """, Having(("haircut", 27, 15)));

    [Fact]
    public Task A_time_after_the_appointment_is_asked_again() => PlayAsync("""
        > remind me on saturday at 9
        < Haircut on Friday, 27 November at 15:00. That time has passed, or it is not before your appointment.
          When shall I remind you?
        > an hour before
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on the same day at 14:00? {Remind me|No,
          thanks}
        """, Having(("haircut", 27, 15)));

    [Fact]
    public Task A_time_that_comes_between_question_and_button_is_asked_again() => PlayAsync("""
        > remind me 6 hours before
        < Haircut on Tuesday, 24 November at 16:00. Shall I remind you on the same day at 10:00? {Remind me|No,
          thanks}
        ~ 23h
        * Remind me
        ! remind 2026-11-24T10:00
        < Haircut on Tuesday, 24 November at 16:00. I will remind you on the same day at 10:00.
        > remind me 5 hours before
        < Haircut on Tuesday, 24 November at 16:00. Shall I remind you on the same day at 11:00? {Remind me|No,
          thanks}
        ~ 2h
        * Remind me
        < Haircut on Tuesday, 24 November at 16:00. That time has passed, or it is not before your appointment.
          When shall I remind you?
        """, Having(("haircut", 24, 16)));

    [Fact]
    public Task A_question_in_between_leaves_the_button_where_it_is() => PlayAsync("""
        > remind me two hours before
        < Haircut on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind
          me|No, thanks}
        > what is your address?
        < You will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin. /  / Your reminder still waits
          for its button. {Remind me|No, thanks}
        * Remind me
        ! remind 2026-11-27T13:00
        < Haircut on Friday, 27 November at 15:00. I will remind you on the same day at 13:00.
        """, Having(("haircut", 27, 15)));

    [Fact]
    public Task No_reminder_please_is_confirmed_and_kept() => PlayAsync("""
        > no reminder please
        < Haircut on Friday, 27 November at 15:00. Shall I leave out the reminder? {No reminder|Keep it}
        * Keep it
        < All right, I change nothing about the reminder.
        > don't remind me
        < Haircut on Friday, 27 November at 15:00. Shall I leave out the reminder? {No reminder|Keep it}
        * No reminder
        ! no reminder
        < Haircut on Friday, 27 November at 15:00. I will not remind you of it.
        > no reminder please
        < No reminder is set. To get one, write for example "remind me two hours before".
        > do i have any reminders
        < No reminder is set. To get one, write for example "remind me two hours before".
        """, Reminded(("haircut", 27, 15)));

    [Fact]
    public Task Of_several_reminders_one_is_left_out() => PlayAsync("""
        > cancel my reminder
        < Which appointment needs no reminder? / 1. Haircut, Wednesday, 25 November at 11:00 (reminder on Tuesday
          at 11:00) / 2. Beard trim, Friday, 27 November at 15:00 (reminder on Thursday at 15:00) {Wed 25 Nov,
          11:00|Fri 27 Nov, 15:00}
        > 1
        < Haircut on Wednesday, 25 November at 11:00. Shall I leave out the reminder? {No reminder|Keep it}
        * No reminder
        ! no reminder
        < Haircut on Wednesday, 25 November at 11:00. I will not remind you of it.
        > show my reminders
        < Beard trim on Friday, 27 November at 15:00. I will remind you on Thursday at 15:00. For another time,
          write for example "remind me two hours before".
        """, Reminded(("haircut", 25, 11), ("beard-trim", 27, 15)));

    [Fact]
    public Task Several_reminders_are_a_list() => PlayAsync("""
        > my reminders
        < I will remind you of these appointments: / 1. Haircut, Wednesday, 25 November at 11:00 (reminder on
          Tuesday at 11:00) / 2. Beard trim, Friday, 27 November at 15:00 (reminder on Thursday at 15:00)
        """, Reminded(("haircut", 25, 11), ("beard-trim", 27, 15)));

    [Theory]
    [InlineData("remind me two hours before")]
    [InlineData("my reminders")]
    [InlineData("no reminder please")]
    public async Task Without_an_appointment_there_is_nothing_to_remind_of(string said) =>
        Assert.Equal("< You have no coming appointments.", (await Having().PlayAsync([$"> {said}"]))[1]);

    [Theory]
    [InlineData("remind me to call my mother")]
    [InlineData("can you remind me to take my pills at 8")]
    [InlineData("set a reminder to buy shampoo")]
    [InlineData("remind me about my wife's birthday")]
    public async Task Other_things_are_kindly_refused(string said) => Assert.Equal(
        "< I can remind you of your appointments with us, but of nothing else.",
        (await Having(("haircut", 27, 15)).PlayAsync([$"> {said}"]))[1]);

    [Fact]
    public Task A_pressed_button_for_an_appointment_that_is_gone_does_nothing()
    {
        var script = Having(("haircut", 27, 15));
        return PlayAsync("""
            > remind me two hours before
            < Haircut on Friday, 27 November at 15:00. Shall I remind you on the same day at 13:00? {Remind
              me|No, thanks}
            > cancel my appointment
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep it}
            * Yes, cancel it
            ! cancel
            < Your appointment is cancelled.
            * Remind me
            < That button belongs to an earlier question and does nothing any more. What can I do for you?
            """, script);
    }

    private static Task PlayAsync(string script, Script on) => Script.PlayAsync(script, on);

    private static Script WithReminders() => new(SampleBusiness.HairSalon) { Brain = Brain.English };

    /// <summary>Somebody who has appointments in November, without reminders.</summary>
    private static Script Having(params IEnumerable<(string ServiceId, int Day, int Hour)> appointments)
    {
        var script = WithReminders();
        foreach (var (serviceId, day, hour) in appointments)
            script.Calendar.Book(Booking(script, serviceId, day, hour));
        return script;
    }

    /// <summary>Somebody who has appointments in November, and a reminder the day before.</summary>
    private static Script Reminded(params IEnumerable<(string ServiceId, int Day, int Hour)> appointments)
    {
        var script = WithReminders();
        foreach (var (serviceId, day, hour) in appointments)
        {
            var booking = Booking(script, serviceId, day, hour);
            script.Calendar.Book(booking, Reminder.Before(booking.Zoned, 24 * 60, Instant.MinValue));
        }
        return script;
    }

    private static Booking Booking(Script script, string serviceId, int day, int hour) => new(
        serviceId, script.Business.Zone.AtStrictly(new LocalDateTime(2026, 11, day, hour, 0)));
}
