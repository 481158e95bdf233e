using Hermetic.Assistant.Tests.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>With whom: wished for, or whoever is free; away, or not doing it.</summary>
public sealed class StaffScripts
{
    private static Script NewScript() => new(Salons.Staffed) { Brain = Brain.English };

    [Fact]
    public Task Without_a_wish_whoever_is_free_is_taken_and_named() => Script.PlayAsync("""
        > haircut friday at 3pm
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with mira 2026-11-27T15:00 +01
        < Booked: Haircut with Mira on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        > my appointments
        < Your next appointment: Haircut with Mira on Friday, 27 November at 15:00.
        """, NewScript());

    [Fact]
    public Task A_wish_is_heard_and_kept() => Script.PlayAsync("""
        > can i have a haircut with jonas on friday at 3?
        < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > no, 4pm
        < Haircut with Jonas on Friday, 27 November at 16:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > no, thursday
        < Haircut with Jonas on Thursday, 26 November at 16:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with jonas 2026-11-26T16:00 +01
        < Booked: Haircut with Jonas on Thursday, 26 November at 16:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        > what appointments do I have?
        < Your next appointment: Haircut with Jonas on Thursday, 26 November at 16:00.
        """, NewScript());

    [Fact]
    public Task A_name_alone_answers_with_whom() => Script.PlayAsync("""
        > haircut friday at 3pm
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > actually with Jonas
        < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > anyone
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > somebody else
        < With whom would you like to come? {Jonas|Sofia}
        * Jonas
        < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with jonas 2026-11-27T15:00 +01
        < Booked: Haircut with Jonas on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Other_names_that_people_use_count() => Script.PlayAsync("""
        > is sofie free on thursday for a haircut?
        < Haircut with Sofia on Thursday, 26 November: which time would suit you? These are free; you may
          also name another one. {Free times: 09:00|09:15|09:30|09:45|10:00|10:15|10:30|10:45|11:00|11:15}
        """, NewScript());

    [Fact]
    public Task Who_is_away_is_said_and_who_works_is_offered() => Script.PlayAsync("""
        > balayage with sofia on friday
        < Sofia does not work on Friday, 27 November, but Mira would have time. Would that suit you? You
          may also name another day. {Mira}
        * Mira
        < Balayage with Mira on Friday, 27 November: which time would suit you? These are free; you may
          also name another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00}
        * 11:00
        < Balayage with Mira on Friday, 27 November at 11:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book balayage with mira 2026-11-27T11:00 +01
        < Booked: Balayage with Mira on Friday, 27 November at 11:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Who_does_not_do_a_service_is_said_and_who_does_is_offered() => Script.PlayAsync("""
        > balayage with jonas on friday at 10
        < Jonas does not do Balayage, but Mira and Sofia do. With whom would you like to come? {Mira|Sofia}
        > the second one
        < Sofia does not work on Friday, 27 November at 10:00, but Mira would have time. Would that suit
          you? You may also name another day. {Mira}
        > mira please
        < Balayage with Mira on Friday, 27 November at 10:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book balayage with mira 2026-11-27T10:00 +01
        < Booked: Balayage with Mira on Friday, 27 November at 10:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Outside_ones_own_hours_others_are_offered() => Script.PlayAsync("""
        > haircut with sofia on thursday at 3pm
        < Sofia does not work on Thursday, 26 November at 15:00, but Mira and Jonas would have time. With
          whom shall I book? You may also name another day. {Mira|Jonas}
        > jonas is fine
        < Haircut with Jonas on Thursday, 26 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task With_whom_may_be_changed() => Script.PlayAsync("""
        > haircut on friday at 3pm
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Change
        < What shall I change: the service, with whom, the day or the time? {Nothing, thanks}
        > with whom
        < With whom would you like to come? {Jonas|Sofia}
        > jonas
        < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task Free_times_are_those_of_the_person_who_was_asked_for() => Script.PlayAsync("""
        > what does sofia have free on thursday for a haircut?
        < Haircut with Sofia on Thursday, 26 November: which time would suit you? These are free; you may
          also name another one. {Free times: 09:00|09:15|09:30|09:45|10:00|10:15|10:30|10:45|11:00|11:15}
        > the last one
        < Haircut with Sofia on Thursday, 26 November at 11:15, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with sofia 2026-11-26T11:15 +01
        < Booked: Haircut with Sofia on Thursday, 26 November at 11:15, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task A_question_about_the_price_in_between_is_about_that_service() => Script.PlayAsync("""
        > haircut with mira friday at 3
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > how much is it?
        < Haircut: €42, 45 minutes. /  / Your booking still waits for its button: Haircut
          with Mira on Friday, 27 November at 15:00. {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with mira 2026-11-27T15:00 +01
        < Booked: Haircut with Mira on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Moving_keeps_the_person_unless_another_one_is_named() => Script.PlayAsync("""
        > haircut with jonas friday at 3pm
        < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut with jonas 2026-11-27T15:00 +01
        < Booked: Haircut with Jonas on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If
          you cannot come, write "cancel my appointment".
        > move my appointment with jonas to saturday at 11
        < Haircut with Jonas: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at
          11:00? {Yes, move it|Change|Leave it}
        > with mira instead
        < Haircut with Mira: shall I move it from Friday, 27 November at 15:00 to Saturday, 28 November at
          11:00? {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to haircut with mira 2026-11-28T11:00 +01
        < Moved: Haircut with Mira is now on Saturday, 28 November at 11:00, Kastanienallee 12, 10435
          Berlin. If you cannot come, write "cancel my appointment".
        > my appointments
        < Your next appointment: Haircut with Mira on Saturday, 28 November at 11:00.
        """, NewScript());

    [Fact]
    public Task Who_says_their_own_name_does_not_ask_for_it() => Script.PlayAsync("""
        > hi, this is mira, can i book a haircut on friday at 3pm?
        < Haircut with Mira on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task Who_is_busy_is_said_and_other_times_come_first()
    {
        var script = NewScript();
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 27, 15, 0), "mira");
        return Script.PlayAsync("""
            > haircut with mira on friday at 3pm
            < Mira is not free on Friday, 27 November at 15:00. Jonas would be free then. These times with Mira
              are free. Which would suit you? {Fri 27 Nov, 09:00|Fri 27 Nov, 09:15|Fri 27 Nov, 09:30}
            > with jonas then
            < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            """, script);
    }

    [Fact]
    public Task Of_two_who_are_free_the_one_who_is_not_busy_is_taken()
    {
        var script = NewScript();
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 27, 15, 0), "mira");
        return Script.PlayAsync("""
            > haircut on friday at 3pm
            < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            """, script);
    }

    [Fact]
    public async Task Who_is_lost_before_the_press_is_said_and_somebody_else_is_offered()
    {
        var script = NewScript();
        await script.StepAsync("> haircut on friday at 3pm");
        script.Calendar.TakenBySomebody(new LocalDateTime(2026, 11, 27, 15, 0), "mira");
        await Script.PlayAsync("""
            * Confirm
            < Mira is not free on Friday, 27 November at 15:00, but Jonas would be. Would that suit you? You
              may also name another day. {Jonas}
            * Jonas
            < Haircut with Jonas on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            * Confirm
            ! book haircut with jonas 2026-11-27T15:00 +01
            < Booked: Haircut with Jonas on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If
              you cannot come, write "cancel my appointment".
            """, script);
    }
}
