using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class BookingScripts
{
    [Fact]
    public Task A_complete_wish_goes_straight_to_confirmation_and_a_button_books_it() => Script.PlayAsync("""
        > can I get a haircut on Friday at 3? [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """);

    [Fact]
    public Task Missing_slots_are_asked_for_one_at_a_time() => Script.PlayAsync("""
        > I would like an appointment [book_appointment]
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > a beard trim please [out_of_scope 0.3]
        < Beard trim, gladly. Which day would suit you?
        > friday [out_of_scope 0.3 2026-11-27]
        < Beard trim on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        * 11:00
        < Beard trim on Friday, 27 November at 11:00, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_service_may_be_chosen_by_its_number() => Script.PlayAsync("""
        > tomorrow at 10 [book_appointment 2026-11-24T10:00]
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > 4 [out_of_scope 0.2 T04:00]
        < Colour on Tuesday, 24 November at 10:00, 90 minutes, €78. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_number_that_is_not_on_the_list_chooses_nothing() => Script.PlayAsync("""
        > an appointment please [book_appointment]
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > 7 [out_of_scope 0.2]
        < I did not understand that. /  / Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        """);

    [Fact]
    public Task A_typed_yes_never_confirms() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > yes [out_of_scope 0.3 yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > confirm [out_of_scope 0.2 yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > yes please book it for me now [book_appointment yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """);

    [Fact]
    public Task A_correction_keeps_what_it_does_not_name() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > no, 4pm [out_of_scope 0.3 no T16:00]
        < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > no, thursday [out_of_scope 0.3 no 2026-11-26]
        < Haircut on Thursday, 26 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > rather a blow-dry [out_of_scope 0.3]
        < Blow-dry on Thursday, 26 November at 16:00, 30 minutes, €29.50. Shall I book it?
          {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_sure_reading_of_a_correction_as_something_else_does_not_derail_it() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > no cancel that make it 4 pm please [cancel_appointment no T16:00]
        < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Change_asks_what_and_keeps_the_rest() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Change
        < What shall I change: the service, the day or the time? {Nothing, thanks}
        > 5pm [out_of_scope 0.2 T17:00]
        < Haircut on Friday, 27 November at 17:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Cancel_books_nothing_and_its_buttons_are_dead_afterwards() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Cancel
        < All right, nothing is booked.
        * Confirm
        < That button belongs to an earlier question and does nothing any more. What can I do for you?
        """);

    [Fact]
    public Task A_button_books_once() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        * Confirm
        < That button belongs to an earlier question and does nothing any more. What can I do for you?
        """);

    [Fact]
    public Task Never_mind_drops_the_booking_and_is_not_a_cancellation() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > cancel [cancel_appointment]
        < All right, nothing is booked.
        > an appointment please [book_appointment]
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > never mind [thanks]
        < All right. What else can I do for you?
        > haircut please [book_appointment]
        < Haircut, gladly. Which day would suit you?
        > forget it [out_of_scope 0.2]
        < All right, nothing is booked. Write to me whenever you need something.
        """);

    [Fact]
    public Task A_question_in_between_is_answered_and_the_booking_waits() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > where is the salon? [knowledge_question]
        < You will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin. /  / Your booking still waits
          for its button: Haircut on Friday, 27 November at 15:00. {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """);

    [Fact]
    public Task A_part_of_the_day_narrows_what_is_offered() => Script.PlayAsync("""
        > haircut thursday afternoon? [availability 2026-11-26T12:00/2026-11-26T18:00]
        < Haircut on Thursday, 26 November: which time would suit you? These are free; you may also name
          another one. {Free times: 12:00|14:00|15:00|16:00|17:00}
        """);

    [Fact]
    public Task Several_days_at_once_are_looked_through() => Script.PlayAsync("""
        > a haircut this weekend [book_appointment 2026-11-28T00:00/2026-11-30T00:00]
        < Haircut: these times are free. Which would suit you? {Free times: Sat 28 Nov, 09:00|Sat 28 Nov,
          10:00|Sat 28 Nov, 11:00|Sat 28 Nov, 12:00|Sat 28 Nov, 13:00}
        """);

    [Fact]
    public Task A_time_without_a_day_is_kept_while_the_day_is_asked() => Script.PlayAsync("""
        > can I come for a haircut at 4? [book_appointment T16:00]
        < Haircut, gladly. Which day would suit you?
        > friday [out_of_scope 0.3 2026-11-27]
        < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Day_and_time_may_be_two_expressions() => Script.PlayAsync("""
        > on friday I need a haircut, ideally at 4 [book_appointment 2026-11-27 T16:00]
        < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_time_that_is_taken_comes_with_others()
    {
        var script = new Script();
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 27, 15, 0));
        return Script.PlayAsync("""
            > haircut friday 3pm [book_appointment 2026-11-27T15:00]
            < Friday, 27 November at 15:00 is already taken. These times are free. Which would suit you? {Fri
              27 Nov, 09:00|Fri 27 Nov, 09:15|Fri 27 Nov, 09:30}
            * Fri 27 Nov, 09:30
            < Haircut on Friday, 27 November at 09:30, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            """, script);
    }

    [Fact]
    public async Task A_time_that_is_lost_before_the_press_is_told_with_others()
    {
        var script = new Script();
        await Script.PlayAsync("""
            > haircut friday 3pm [book_appointment 2026-11-27T15:00]
            < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            """, script);
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 27, 15, 0));
        await Script.PlayAsync("""
            * Confirm
            < Friday, 27 November at 15:00 is already taken. These times are free. Which would suit you? {Fri
              27 Nov, 09:00|Fri 27 Nov, 09:15|Fri 27 Nov, 09:30}
            > 4pm then [out_of_scope 0.2 T16:00]
            < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
            """, script);
        Assert.Empty(script.Calendar.Own);
    }

    [Theory]
    [InlineData(
        "2026-11-23T09:00",
        "Monday, 23 November at 09:00 has already passed. Which other time would suit you?")]
    [InlineData(
        "2026-11-23T10:30",
        "Monday, 23 November at 10:30 is too soon for us to prepare. Which other time would suit you?")]
    [InlineData(
        "2026-11-30T11:00",
        "On Monday, 30 November we are closed, as on every Monday. Which other time would suit you?")]
    [InlineData(
        "2027-06-01T11:00",
        "Tuesday, 1 June 2027 at 11:00 is farther ahead than we can book. Which other time would suit you?")]
    [InlineData(
        "2026-12-25T11:00",
        "On Friday, 25 December (Christmas Day) we are closed. Which other time would suit you?")]
    public Task A_time_that_cannot_be_had_is_refused_with_the_reason(string time, string answer) =>
        Script.PlayAsync($"""
        > haircut please [book_appointment {time}]
        < {answer}
        """);

    [Fact]
    public Task A_closed_day_is_told() => Script.PlayAsync("""
        > a haircut on sunday [book_appointment 2026-11-29]
        < On Sunday, 29 November we are closed. Which other day would suit you?
        > saturday [out_of_scope 0.2 2026-11-28]
        < Haircut on Saturday, 28 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00}
        """);

    [Fact]
    public Task Moving_asks_for_the_new_time_and_confirms_once() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        > can we move my appointment? [reschedule]
        < Haircut on Friday, 27 November at 15:00. Which day and time would suit you instead?
        > saturday at 11 [out_of_scope 0.3 2026-11-28T11:00]
        < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
          {Yes, move it|Change|Leave it}
        """);

    [Fact]
    public Task A_new_time_may_be_named_at_once_when_moving()
    {
        var script = new Script();
        script.Calendar.Book(
            new("haircut", script.Business.Zone.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0))));
        return Script.PlayAsync("""
            > move my appointment to saturday at 11 [reschedule 2026-11-28T11:00]
            < Haircut: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at 11:00?
              {Yes, move it|Change|Leave it}
            * Yes, move it
            ! move to haircut 2026-11-28T11:00 +01
            < Moved: Haircut is now on Saturday, 28 November at 11:00, Kastanienallee 12, 10435 Berlin. If you
              cannot come, write "cancel my appointment".
            """, script);
    }

    [Fact]
    public Task A_bare_number_answers_the_question_for_the_time() => Script.PlayAsync("""
        > haircut on friday [book_appointment 2026-11-27]
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        > 4 [book_appointment 0.62]
        < Haircut on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > 11 [book_appointment 0.62]
        < Haircut on Friday, 27 November at 11:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task A_service_with_a_time_is_a_wish_to_book_whatever_the_words() => Script.PlayAsync("""
        > beard trim tomorrow morning [book_appointment 0.55 2026-11-24T06:00/2026-11-24T12:00]
        < Beard trim on Tuesday, 24 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|09:30|10:00|10:30|11:00|11:30}
        """);

    [Fact]
    public Task An_unclear_answer_within_a_booking_is_asked_again() => Script.PlayAsync("""
        > haircut please [book_appointment]
        < Haircut, gladly. Which day would suit you?
        > hm, book something [book_appointment 0.5]
        < Haircut, gladly. Which day would suit you?
        > whatever [out_of_scope 0.2]
        < I did not understand that. /  / Back to your appointment: which day and time would suit you?
        > pardon [out_of_scope 0.2]
        < I am sorry, I do not understand. Shall I bring in a person from Salon Morgenrot? {Talk to a
          person|No, thanks}
        """);

    [Fact]
    public Task A_part_of_the_day_without_anything_free_falls_back_to_the_day() => Script.PlayAsync("""
        > haircut on saturday evening [book_appointment 2026-11-28T18:00/2026-11-29T00:00]
        < At those hours nothing is free. /  / Haircut on Saturday, 28 November: which time would suit you? These are
          free; you may also name another one. {Free times: 09:00|10:00|11:00|12:00|13:00}
        """);

    [Fact]
    public Task After_a_day_a_booking_is_forgotten() => Script.PlayAsync("""
        > haircut friday please [book_appointment 2026-11-27]
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        ~ 24h
        > 4pm [out_of_scope 0.2 T16:00]
        < I did not understand that. What would you like to do? I can book, show, move and cancel
          appointments here, and answer questions about Salon Morgenrot.
        * 09:00
        < That button belongs to an earlier question and does nothing any more. What can I do for you?
        """);
}
