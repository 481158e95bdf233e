using Hermetic.Assistant.Tests.Language;

namespace Hermetic.Assistant.Tests;

/// <summary>The dental practice of the samples: several people, each with hours and services of their own.</summary>
public sealed class PracticeScripts
{
    [Fact]
    public Task A_patient_asks_for_people_changes_their_mind_books_cancels_and_moves() => Script.PlayAsync("""
        > hello, can I get a check-up with Dr Weber on friday?
        < Dr Weber does not work on Friday, 27 November, but Dr Osei would have time. Would that suit you?
          You may also name another day. {Dr Osei}
        > is dr osei free tomorrow morning?
        < Check-up with Dr Osei on Tuesday, 24 November: which time would suit you? These are free; you may
          also name another one. {Free times: 08:00|08:30|09:00|09:30|10:00|10:30|11:00|11:30}
        > the first one
        < Check-up with Dr Osei on Tuesday, 24 November at 08:00, 30 minutes. Shall I book it?
          {Confirm|Change|Cancel}
        > actually a cleaning
        < Dr Osei does not do Teeth cleaning, but Lena does. Would that suit you? {Lena}
        * Lena
        < Teeth cleaning with Lena on Tuesday, 24 November at 08:00, 60 minutes, €95. Shall I book it?
          {Confirm|Change|Cancel}
        > and on thursday afternoon?
        < Teeth cleaning with Lena on Thursday, 26 November: which time would suit you? These are free; you
          may also name another one. {Free times: 12:00|13:00|15:00|16:00|17:00}
        > 3pm
        < Teeth cleaning with Lena on Thursday, 26 November at 15:00, 60 minutes, €95. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book cleaning with lena 2026-11-26T15:00 +01
        < Booked: Teeth cleaning with Lena on Thursday, 26 November at 15:00, Bergmannstraße 8, 10961
          Berlin. If you cannot come, write "cancel my appointment". I will remind you on Tuesday at 15:00.
        > can Lena do it an hour later?
        < Teeth cleaning with Lena: shall I move it from Thursday, 26 November at 15:00 to Thursday, 26
          November at 16:00? {Yes, move it|Change|Leave it}
        > with dr weber instead
        < Dr Weber does not do Teeth cleaning, but Lena does. Would that suit you? {Lena}
        > never mind
        < All right, your appointment stays as it is.
        > what does an emergency visit cost?
        < Emergency visit: 20 minutes; the price depends on what you need. Name a day, and I will look
          for a free time.
        > Dr Osei please
        < Emergency visit with Dr Osei, gladly. Which day would suit you?
        > any time tomorrow
        < Emergency visit with Dr Osei on Tuesday, 24 November: which time would suit you? These are free;
          you may also name another one. {Free times: 08:00|09:00|10:00|11:00|12:00|14:00|15:00|16:00}
        > cancel the cleaning
        < Teeth cleaning with Lena on Thursday, 26 November at 15:00. Shall I cancel this appointment?
          {Yes, cancel it|Keep it}
        * Yes, cancel it
        ! cancel
        < Your appointment is cancelled.
        > a filling as soon as possible
        < Filling consultation: these times are free. Which would suit you? {Free times: Mon 23 Nov,
          13:30|Mon 23 Nov, 15:00|Mon 23 Nov, 16:00|Tue 24 Nov, 08:00|Tue 24 Nov, 11:00|Tue 24 Nov,
          16:00|Wed 25 Nov, 08:00|Wed 25 Nov, 10:00|Wed 25 Nov, 12:00}
        > with dr osei
        < Filling consultation with Dr Osei: these times are free. Which would suit you? {Free times: Tue
          24 Nov, 08:00|Tue 24 Nov, 10:00|Tue 24 Nov, 14:00|Tue 24 Nov, 16:00|Wed 25 Nov, 08:00|Wed 25 Nov,
          10:00|Wed 25 Nov, 12:00|Thu 26 Nov, 11:00|Thu 26 Nov, 15:00|Thu 26 Nov, 18:00}
        > the first one
        < Filling consultation with Dr Osei on Tuesday, 24 November at 08:00, 45 minutes. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book filling with osei 2026-11-24T08:00 +01
        < Booked: Filling consultation with Dr Osei on Tuesday, 24 November at 08:00, Bergmannstraße 8,
          10961 Berlin. If you cannot come, write "cancel my appointment".
        > reschedule
        < Filling consultation with Dr Osei on Tuesday, 24 November at 08:00. Which day and time would suit
          you instead?
        > wednesday
        < Moving Filling consultation with Dr Osei to Wednesday, 25 November: which time would suit you? These are
          free; you may also name another one. {Free times: 08:00|09:00|10:00|11:00|12:00}
        > the last one
        < Filling consultation with Dr Osei: shall I move it from Tuesday, 24 November at 08:00 to
          Wednesday, 25 November at 12:00? {Yes, move it|Change|Leave it}
        * Yes, move it
        ! move to filling with osei 2026-11-25T12:00 +01
        < Moved: Filling consultation with Dr Osei is now on Wednesday, 25 November at 12:00,
          Bergmannstraße 8, 10961 Berlin. If you cannot come, write "cancel my appointment". I will remind
          you on Monday at 12:00.
        > what have I booked?
        < Your next appointment: Filling consultation with Dr Osei on Wednesday, 25 November at 12:00. I
          will remind you on Monday at 12:00.
        """, new(SampleBusiness.DentalPractice) { Brain = Brain.English });
}
