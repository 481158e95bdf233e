using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Everything but booking: people, privacy, and what is not understood.</summary>
public sealed class ConversationScripts
{
    [Fact]
    public Task The_first_answer_says_who_speaks_in_the_same_message() => Script.PlayAsync("""
        > where are you? [knowledge_question]
        < Hello, this is the AI assistant of Salon Morgenrot. I answer questions and book appointments.
          WhatsApp (Meta) carries our messages, and we keep them for 30 days. More about this:
          https://salon-morgenrot.example/privacy / To reach a person at any time, write "human". /  / You
          will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin.
        > where are you? [knowledge_question]
        < You will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin.
        """, new() { FirstContact = true });

    [Fact]
    public Task The_first_answer_keeps_its_buttons() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Hello, this is the AI assistant of Salon Morgenrot. I answer questions and book appointments.
          WhatsApp (Meta) carries our messages, and we keep them for 30 days. More about this:
          https://salon-morgenrot.example/privacy / To reach a person at any time, write "human". /  / Haircut
          on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-27T15:00 +01
        < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, new() { FirstContact = true });

    [Fact]
    public Task Who_says_hello_first_is_not_greeted_twice() => Script.PlayAsync("""
        > hi [greet]
        < Hello, this is the AI assistant of Salon Morgenrot. I answer questions and book appointments.
          WhatsApp (Meta) carries our messages, and we keep them for 30 days. More about this:
          https://salon-morgenrot.example/privacy / To reach a person at any time, write "human". /  / What
          can I do for you?
        > hi [greet]
        < Hello. What can I do for you? I can book an appointment, show free times, or tell you our opening
          hours and prices.
        """, new() { FirstContact = true });

    [Fact]
    public Task Who_says_stop_first_is_sent_no_notice() => Script.PlayAsync("""
        > STOP [stop_messages safety]
        ! OptOut
        < You will get no more messages from Salon Morgenrot. To begin again, write START. To have your data
          erased, write "delete my data".
        > START [resume_messages safety]
        ! OptIn
        < You will get messages from Salon Morgenrot again. Write STOP to end them at any time.
        """, new() { FirstContact = true });

    [Fact]
    public Task Stop_wins_over_a_running_booking() => Script.PlayAsync("""
        > haircut friday 3pm [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > stop [stop_messages safety]
        ! OptOut
        < You will get no more messages from Salon Morgenrot. To begin again, write START. To have your data
          erased, write "delete my data".
        * Confirm
        """);

    [Fact]
    public Task A_guessed_stop_is_asked_about_and_a_button_decides() => Script.PlayAsync("""
        > enough of this [stop_messages 0.95]
        < I am not sure that I understand. What would you like to do? {Stop all messages|Something else}
        * Stop all messages
        ! OptOut
        < You will get no more messages from Salon Morgenrot. To begin again, write START. To have your data
          erased, write "delete my data".
        """);

    [Fact]
    public Task A_human_is_called_at_once() => Script.PlayAsync("""
        > human [talk_to_human safety]
        ! hand over Asked
        < I hand over to a person from Salon Morgenrot. They will answer you here, and I leave it to them.
        """);

    [Fact]
    public Task Erasure_is_confirmed_by_a_button_and_by_nothing_else() => Script.PlayAsync("""
        > delete my data [delete_my_data safety]
        < This erases everything that Salon Morgenrot keeps about you here: your messages, your appointments
          and your contact details. Coming appointments are lost, and it cannot be undone. Shall I erase it?
          {Erase everything|Keep my data}
        > yes do it [out_of_scope 0.3 yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / This erases everything that Salon Morgenrot keeps about you here: your messages, your
          appointments and your contact details. Coming appointments are lost, and it cannot be undone. Shall
          I erase it? {Erase everything|Keep my data}
        * Erase everything
        ! erase
        < Everything that Salon Morgenrot kept about you here is erased and can no longer be read, not even
          from a backup. This message is not kept either. If you write again, we begin anew.
        """);

    [Fact]
    public Task Erasure_may_be_declined_by_button_or_by_word() => Script.PlayAsync("""
        > delete my data [delete_my_data safety]
        < This erases everything that Salon Morgenrot keeps about you here: your messages, your appointments
          and your contact details. Coming appointments are lost, and it cannot be undone. Shall I erase it?
          {Erase everything|Keep my data}
        * Keep my data
        < All right, nothing is erased.
        > delete my data [delete_my_data safety]
        < This erases everything that Salon Morgenrot keeps about you here: your messages, your appointments
          and your contact details. Coming appointments are lost, and it cannot be undone. Shall I erase it?
          {Erase everything|Keep my data}
        > no [out_of_scope 0.3 no]
        < All right, nothing is erased.
        * Erase everything
        < That button belongs to an earlier question and does nothing any more. What can I do for you?
        """);

    [Theory]
    [InlineData("my address is wrong")]
    [InlineData("correct my data")]
    public Task What_it_cannot_correct_itself_reaches_a_person_with_a_deadline(string said) => Script.PlayAsync($"""
        > {said} [correct_my_data]
        ! hand over PrivacyRequest
        < I have passed your request about your data to a person at Salon Morgenrot. They will answer you here
          within one month at the latest. You can also write to privacy@salon-morgenrot.example.
        """);

    [Fact]
    public Task It_never_pretends_to_be_human() => Script.PlayAsync("""
        > are you a bot? [are_you_a_bot]
        < I am an AI assistant, not a person, and I answer for Salon Morgenrot. If you would rather talk to a
          person, write "human".
        """);

    [Fact]
    public Task Appointments_are_listed() => Script.PlayAsync("""
        > do I have an appointment? [list_appointments]
        < You have no coming appointments.
        > beard trim friday 9:30 [book_appointment 2026-11-27T09:30]
        < Beard trim on Friday, 27 November at 09:30, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book beard-trim 2026-11-27T09:30 +01
        < Booked: Beard trim on Friday, 27 November at 09:30, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        > when is it? [list_appointments]
        < Your next appointment: Beard trim on Friday, 27 November at 09:30.
        """);

    [Fact]
    public async Task The_only_appointment_is_cancelled_after_one_question()
    {
        var script = new Script();
        Book(script, "haircut", 27, 15);
        await Script.PlayAsync("""
            > I can't make it [cancel_appointment]
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            > yes [out_of_scope 0.3 yes]
            < So that nothing happens by accident, please press the button; a written answer is not enough for
              this. /  / Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes,
              cancel it|Keep it}
            * Yes, cancel it
            ! cancel
            < Your appointment is cancelled.
            > cancel my appointment [cancel_appointment]
            < You have no coming appointments. If you made one by phone, write "human", and a person from Salon
              Morgenrot will look it up.
            """, script);
        Assert.Empty(script.Calendar.Own);
    }

    [Fact]
    public async Task Cancel_it_says_yes_to_cancelling_but_the_button_decides()
    {
        var script = new Script();
        Book(script, "haircut", 27, 15);
        await Script.PlayAsync("""
            > I can't make it [cancel_appointment]
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            > cancel it [cancel_appointment]
            < So that nothing happens by accident, please press the button; a written answer is not enough for
              this. /  / Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes,
              cancel it|Keep it}
            > keep it [out_of_scope 0.2]
            < All right, your appointment stays as it is.
            """, script);
        Assert.Single(script.Calendar.Own);
    }

    [Fact]
    public Task An_appointment_may_be_kept()
    {
        var script = new Script();
        Book(script, "haircut", 27, 15);
        return Script.PlayAsync("""
            > cancel my appointment [cancel_appointment]
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            * Keep it
            < All right, your appointment stays as it is.
            """, script);
    }

    [Fact]
    public Task Of_several_appointments_the_person_chooses_by_button_by_number_or_by_name()
    {
        var script = new Script();
        Book(script, "haircut", 27, 15);
        Book(script, "beard-trim", 28, 10);
        return Script.PlayAsync("""
            > cancel my appointment [cancel_appointment]
            < Which appointment shall I cancel? / 1. Haircut, Friday, 27 November at 15:00 / 2. Beard trim,
              Saturday, 28 November at 10:00 {Fri 27 Nov, 15:00|Sat 28 Nov, 10:00}
            * Sat 28 Nov, 10:00
            < Beard trim on Saturday, 28 November at 10:00. Shall I cancel this appointment? {Yes, cancel
              it|Keep it}
            * Keep it
            < All right, your appointment stays as it is.
            > cancel my appointment [cancel_appointment]
            < Which appointment shall I cancel? / 1. Haircut, Friday, 27 November at 15:00 / 2. Beard trim,
              Saturday, 28 November at 10:00 {Fri 27 Nov, 15:00|Sat 28 Nov, 10:00}
            > 1 [out_of_scope 0.2]
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            * Keep it
            < All right, your appointment stays as it is.
            > cancel the beard trim [cancel_appointment]
            < Beard trim on Saturday, 28 November at 10:00. Shall I cancel this appointment? {Yes, cancel
              it|Keep it}
            > cancel the one on friday instead [cancel_appointment 2026-11-27]
            < Haircut on Friday, 27 November at 15:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            """, script);
    }

    [Fact]
    public Task More_than_three_appointments_are_a_list_and_may_be_chosen_by_number()
    {
        var script = new Script();
        for (var hour = 9; hour < 13; hour++)
            Book(script, "beard-trim", 27, hour);
        return Script.PlayAsync("""
            > cancel my appointment [cancel_appointment]
            < Which appointment shall I cancel? {Your appointments: Fri 27 Nov, 09:00|Fri 27 Nov, 10:00|Fri 27
              Nov, 11:00|Fri 27 Nov, 12:00}
            > 4 [out_of_scope 0.2 T04:00]
            < Beard trim on Friday, 27 November at 12:00. Shall I cancel this appointment? {Yes, cancel it|Keep
              it}
            * Yes, cancel it
            ! cancel
            < Your appointment is cancelled.
            """, script);
    }

    [Fact]
    public async Task An_appointment_that_is_gone_by_the_press_is_told()
    {
        var script = new Script();
        Book(script, "haircut", 27, 15);
        await script.StepAsync("> cancel my appointment [cancel_appointment]");
        script.Calendar.Cancel(script.Calendar.Own[0].Id);
        await Script.PlayAsync("""
            * Yes, cancel it
            ! cancel
            < That appointment is no longer in our calendar.
            """, script);
    }

    [Fact]
    public Task What_the_facts_do_not_say_is_not_invented() => Script.PlayAsync("""
        > do you sell fishing rods? [knowledge_question]
        < I do not know that, and I would rather not guess. Shall I bring in a person from Salon Morgenrot?
          {Talk to a person|No, thanks}
        > yes please [out_of_scope 0.3 yes]
        ! hand over Unanswered
        < I hand over to a person from Salon Morgenrot. They will answer you here, and I leave it to them.
        """);

    [Fact]
    public Task An_unclear_message_is_asked_back_with_the_two_best_guesses() => Script.PlayAsync("""
        > the appointment [cancel_appointment 0.5 ~list_appointments]
        < I am not sure that I understand. What would you like to do? {Cancel appointment|My
          appointments|Something else}
        * My appointments
        < You have no coming appointments.
        > the appointment [cancel_appointment 0.5 ~list_appointments]
        < I am not sure that I understand. What would you like to do? {Cancel appointment|My
          appointments|Something else}
        * Something else
        < What can I do for you?
        """);

    [Fact]
    public Task What_an_unclear_message_named_is_not_asked_again() => Script.PlayAsync("""
        > friday 3pm [book_appointment 0.5 ~opening_hours 2026-11-27T15:00]
        < I am not sure that I understand. What would you like to do? {Book an appointment|Opening
          hours|Something else}
        * Book an appointment
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > haircut [out_of_scope 0.3]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Two_questions_back_and_then_a_person() => Script.PlayAsync("""
        > blorb [out_of_scope 0.2]
        < I did not understand that. What would you like to do? I can book, show, move and cancel
          appointments here, and answer questions about Salon Morgenrot.
        > blorb blorb [out_of_scope 0.2]
        < I am not sure that I understand. What would you like to do? {Choose: Book an appointment|Free
          times|My appointments|Opening hours|Talk to a person|Something else}
        > blorb blorb blorb [out_of_scope 0.2]
        < I am sorry, I do not understand. Shall I bring in a person from Salon Morgenrot? {Talk to a
          person|No, thanks}
        * Talk to a person
        ! hand over NotUnderstood
        < I hand over to a person from Salon Morgenrot. They will answer you here, and I leave it to them.
        """);

    [Fact]
    public Task An_understood_message_between_two_failures_starts_the_count_again() => Script.PlayAsync("""
        > blorb [out_of_scope 0.2]
        < I did not understand that. What would you like to do? I can book, show, move and cancel
          appointments here, and answer questions about Salon Morgenrot.
        > thanks [thanks]
        < You are welcome.
        > blorb [out_of_scope 0.2]
        < I did not understand that. What would you like to do? I can book, show, move and cancel
          appointments here, and answer questions about Salon Morgenrot.
        """);

    [Fact]
    public Task What_it_does_not_do_is_refused_with_what_it_does() => Script.PlayAsync("""
        > write me a poem [out_of_scope]
        < I cannot help with that. I can book, show, move and cancel appointments here, and answer
          questions about Salon Morgenrot.
        """);

    [Fact]
    public Task What_cannot_be_read_is_said_and_a_person_is_named() => Script.PlayAsync("""
        ? voice
        < I cannot listen to voice messages, so I have not opened yours. Please write to me, or write "human"
          for a person.
        ? image
        < I cannot look at pictures, so I have not opened yours. Please write to me, or write "human" for a
          person.
        """);

    [Fact]
    public Task Forwarded_words_do_nothing() => Script.PlayAsync("""
        >> STOP [stop_messages safety]
        < This is a forwarded message, so I do not act on it. Please tell me in your own words what you would
          like.
        >> delete my data [delete_my_data safety]
        < This is a forwarded message, so I do not act on it. Please tell me in your own words what you would
          like.
        """);

    private static void Book(Script script, string serviceId, int day, int hour) => script.Calendar.Book(new(
        serviceId, script.Business.Zone.AtStrictly(new LocalDateTime(2026, 11, day, hour, 0))));
}
