namespace Hermetic.Assistant.Tests;

/// <summary>The rights of GDPR Art. 15, 16 and 20 as conversations.</summary>
public sealed class PrivacyScripts
{
    [Fact]
    public async Task What_is_known_is_told_at_once_and_a_running_booking_waits()
    {
        var script = new Script();
        await script.StepAsync("> haircut friday 3pm [book_appointment 2026-11-27T15:00]");

        var said = await script.StepAsync("> what do you know about me? [what_do_you_know safety]");
        var told = said[0];

        Assert.Contains("Your WhatsApp profile shows the name Ana", told, StringComparison.Ordinal);
        Assert.Contains("which ends in 08", told, StringComparison.Ordinal);
        Assert.Contains("12 from you and 11 to you", told, StringComparison.Ordinal);
        Assert.Equal(
            ["< Your booking still waits for its button: Haircut on Friday, 27 November at 15:00. {Confirm|Change|Cancel}"],
            said.Skip(1));
        await Script.PlayAsync("""
            * Confirm
            ! book haircut 2026-11-27T15:00 +01
            < Booked: Haircut on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
              come, write "cancel my appointment".
            """, script);
    }

    [Fact]
    public Task Who_looked_is_told_without_saying_more_than_is_known() => Script.PlayAsync("""
        > who saw my data? [who_saw_my_data]
        < Nobody at Salon Morgenrot has opened our conversation. Every such look is written into a ledger in
          which nothing can be changed unnoticed. Apart from Salon Morgenrot only Meta gets our messages, because it
          carries them. For who it was, write to privacy@salon-morgenrot.example.
        """);

    [Fact]
    public Task A_copy_is_made_by_a_button_and_comes_with_a_link_and_then_a_code() => Script.PlayAsync("""
        > send me my data [export_my_data safety]
        < I make a copy of everything that Salon Morgenrot keeps about you here: your messages, your
          appointments and your contact details. You can download it once within a day, with a link and a code
          that I send you here. Whoever has both can read it. Shall I make it? {Make the copy|No, thanks}
        > yes [out_of_scope 0.2 yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / I make a copy of everything that Salon Morgenrot keeps about you here: your messages, your
          appointments and your contact details. You can download it once within a day, with a link and a code
          that I send you here. Whoever has both can read it. Shall I make it? {Make the copy|No, thanks}
        * Make the copy
        ! export
        < Your data are ready: https://salon.example/export/1 /  / The page asks for a code, which I send you
          next. It works once, until Tuesday, 24 November at 10:00.
        < K7QM-2XWD-9FHT /  / This is the code for your data. Please do not pass it on; five wrong codes
          destroy the copy.
        * Make the copy
        < That button belongs to an earlier question and does nothing any more. What can I do for you?
        """);

    [Fact]
    public Task A_copy_may_be_declined_by_button_or_by_word() => Script.PlayAsync("""
        > send me my data [export_my_data safety]
        < I make a copy of everything that Salon Morgenrot keeps about you here: your messages, your
          appointments and your contact details. You can download it once within a day, with a link and a code
          that I send you here. Whoever has both can read it. Shall I make it? {Make the copy|No, thanks}
        * No, thanks
        < All right, no copy is made.
        > send me my data [export_my_data safety]
        < I make a copy of everything that Salon Morgenrot keeps about you here: your messages, your
          appointments and your contact details. You can download it once within a day, with a link and a code
          that I send you here. Whoever has both can read it. Shall I make it? {Make the copy|No, thanks}
        > no [out_of_scope 0.2 no]
        < All right, no copy is made.
        """);

    [Fact]
    public async Task More_than_a_download_holds_goes_to_a_person_who_has_a_month()
    {
        var script = new Script();
        script.Record.Instead = new CallOutcome.ByHand(HandOverReason.LargeExport);
        await script.StepAsync("> send me my data [export_my_data safety]");

        await Script.PlayAsync("""
            * Make the copy
            ! export
            ! hand over LargeExport
            < There is more about you here than I can put into one download, so I have passed your request to a
              person at Salon Morgenrot. They will answer you here within one month at the latest. You can also
              write to privacy@salon-morgenrot.example.
            """, script);
    }

    [Fact]
    public Task A_name_is_taken_after_a_button() => Script.PlayAsync("""
        > you spell my name wrong, it's Anna Meier [correct_my_data]
        < I will call you Anna Meier. Is that right? {Yes, that is right|Another name|Leave it as it is}
        > yes [out_of_scope 0.2 yes]
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / I will call you Anna Meier. Is that right? {Yes, that is right|Another name|Leave it as it
          is}
        * Yes, that is right
        ! correct name Anna Meier
        < Thank you. From now on we call you Anna Meier.
        """);

    [Fact]
    public Task A_name_that_is_missing_is_asked_for() => Script.PlayAsync("""
        > my name is wrong in your system [correct_my_data]
        < What may I call you?
        > Anna Meier [out_of_scope 0.2]
        < I will call you Anna Meier. Is that right? {Yes, that is right|Another name|Leave it as it is}
        * Another name
        < What may I call you?
        > my name is Anne [out_of_scope 0.4]
        < I will call you Anne. Is that right? {Yes, that is right|Another name|Leave it as it is}
        > no, it's Anna [out_of_scope 0.2 no]
        < I will call you Anna. Is that right? {Yes, that is right|Another name|Leave it as it is}
        * Leave it as it is
        < All right, your name stays as it is.
        """);

    [Fact]
    public Task Who_is_asked_for_a_name_may_ask_something_else_or_leave_it() => Script.PlayAsync("""
        > change my name [correct_my_data]
        < What may I call you?
        > where are you? [knowledge_question]
        < You will find Salon Morgenrot at Kastanienallee 12, 10435 Berlin.
        > never mind [out_of_scope 0.2]
        < What can I do for you?
        """);

    [Fact]
    public Task A_name_said_within_a_booking_is_taken_and_the_booking_goes_on() => Script.PlayAsync("""
        > haircut on friday [book_appointment 2026-11-27]
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        > my name is Anna by the way [greet]
        < I will call you Anna. Is that right? {Yes, that is right|Another name|Leave it as it is}
        * Yes, that is right
        ! correct name Anna
        < Thank you. From now on we call you Anna. /  / Haircut on Friday, 27 November: which time would
          suit you? These are free; you may also name another one. {Free times:
          09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        * 09:00
        < Haircut on Friday, 27 November at 09:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Who_says_their_name_and_wants_something_gets_what_they_want() => Script.PlayAsync("""
        > my name is Anna, haircut friday 3pm please [book_appointment 2026-11-27T15:00]
        < Haircut on Friday, 27 November at 15:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        """);

    [Fact]
    public Task Forwarded_words_correct_nothing() => Script.PlayAsync("""
        >> my name is Anna [correct_my_data]
        < This is a forwarded message, so I do not act on it. Please tell me in your own words what you would
          like.
        """);
}
