using Hermetic.Assistant.Tests.Language;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>What is free: on a day, over several, next, later, earlier.</summary>
public sealed class AvailabilityScripts
{
    private static Script NewScript() => new() { Brain = Brain.English };

    [Fact]
    public Task Two_neighbouring_days_are_looked_through() => Script.PlayAsync("""
        > haircut tomorrow or wednesday
        < Haircut: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          11:00|Tue 24 Nov, 13:00|Tue 24 Nov, 15:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25 Nov,
          11:00|Wed 25 Nov, 13:00|Wed 25 Nov, 15:00|Wed 25 Nov, 17:00}
        """, NewScript());

    [Fact]
    public Task A_window_of_hours_is_no_time() => Script.PlayAsync("""
        > haircut on friday between 2 and 4
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 14:00|14:15|14:30|14:45|15:00|15:15|15:30|15:45}
        """, NewScript());

    [Fact]
    public Task Before_noon_is_a_window_too() => Script.PlayAsync("""
        > a haircut before noon on friday
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|09:30|10:00|10:30|11:00|11:30}
        """, NewScript());

    [Fact]
    public Task A_time_over_several_days_offers_the_days() => Script.PlayAsync("""
        > haircut next week
        < Haircut: these times are free. Which would suit you? {Free times: Tue 1 Dec, 09:00|Tue 1 Dec,
          17:00|Wed 2 Dec, 09:00|Wed 2 Dec, 17:00|Thu 3 Dec, 09:00|Thu 3 Dec, 19:00|Fri 4 Dec, 09:00|Fri 4
          Dec, 17:00|Sat 5 Dec, 09:00|Sat 5 Dec, 13:00}
        > at 5pm
        < Haircut: these times are free. Which would suit you? {Free times: Tue 1 Dec, 17:00|Wed 2 Dec,
          17:00|Thu 3 Dec, 17:00|Fri 4 Dec, 17:00}
        * Wed 2 Dec, 17:00
        < Haircut on Wednesday, 2 December at 17:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task A_month_is_spread_over() => Script.PlayAsync("""
        > haircut next month
        < Haircut: these times are free. Which would suit you? {Free times: Tue 1 Dec, 09:00|Thu 3 Dec,
          14:00|Sat 5 Dec, 13:00|Wed 9 Dec, 09:00|Fri 11 Dec, 13:00|Wed 16 Dec, 17:00|Fri 18 Dec, 09:00|Tue
          22 Dec, 13:00|Thu 24 Dec, 12:00|Thu 31 Dec, 09:00}
        > a bit earlier please
        < Haircut: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          17:00|Wed 25 Nov, 09:00|Wed 25 Nov, 17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 19:00|Fri 27 Nov,
          09:00|Fri 27 Nov, 17:00|Sat 28 Nov, 09:00|Sat 28 Nov, 13:00}
        """, NewScript());

    [Fact]
    public Task The_next_days_are_looked_through() => Script.PlayAsync("""
        > haircut in the next days
        < Haircut: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          11:00|Tue 24 Nov, 14:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25 Nov, 13:00|Wed 25 Nov,
          17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 19:00}
        """, NewScript());

    [Fact]
    public Task As_soon_as_possible() => Script.PlayAsync("""
        > i need a haircut asap
        < Haircut: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          11:00|Tue 24 Nov, 14:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25 Nov, 13:00|Wed 25 Nov,
          17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 19:00}
        > the first
        < Haircut on Tuesday, 24 November at 09:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task Days_that_are_past_are_past() => Script.PlayAsync("""
        > haircut last week
        < Sunday, 22 November has already passed. Which day would suit you?
        > last monday
        < Monday, 16 November has already passed. Which day would suit you?
        """, NewScript());

    [Fact]
    public Task Farther_than_the_horizon() => Script.PlayAsync("""
        > haircut next july
        < Thursday, 1 July 2027 is farther ahead than we can book. Which earlier day would suit you?
        """, NewScript());

    [Fact]
    public Task The_earliest_of_a_day_comes_first() => Script.PlayAsync("""
        > what is the earliest time on friday for a haircut?
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        """, NewScript());

    [Fact]
    public Task None_of_these_asks_for_another_day() => Script.PlayAsync("""
        > haircut friday
        < Haircut on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00|14:00|15:00|16:00|17:00}
        > none of these
        < All right. Which other day or time would suit you?
        > saturday
        < Haircut on Saturday, 28 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00}
        > 10am
        < Haircut on Saturday, 28 November at 10:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-28T10:00 +01
        < Booked: Haircut on Saturday, 28 November at 10:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Later_than_the_last_is_the_next_day() => Script.PlayAsync("""
        > haircut on friday at 5:15pm
        < Haircut on Friday, 27 November at 17:15, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > later
        < Haircut on Saturday, 28 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|13:00}
        """, NewScript());

    [Fact]
    public Task Earlier_than_the_first_is_the_day_before() => Script.PlayAsync("""
        > haircut on friday at 9
        < Haircut on Friday, 27 November at 09:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > earlier please
        < Haircut on Thursday, 26 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|14:00|15:00|16:00|17:00|18:00|19:00}
        """, NewScript());

    [Fact]
    public Task Nothing_is_earlier_than_now() => Script.PlayAsync("""
        > haircut tomorrow at 9
        < Haircut on Tuesday, 24 November at 09:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > earlier please
        < There is nothing earlier that I could offer. Which other time would suit you?
        > tomorrow at 9:30
        < Haircut on Tuesday, 24 November at 09:30, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-24T09:30 +01
        < Booked: Haircut on Tuesday, 24 November at 09:30, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Any_day_will_do() => Script.PlayAsync("""
        > i would like a haircut
        < Haircut, gladly. Which day would suit you?
        > any day
        < Haircut: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          11:00|Tue 24 Nov, 14:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25 Nov, 13:00|Wed 25 Nov,
          17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 19:00}
        * Tue 24 Nov, 09:00
        < Haircut on Tuesday, 24 November at 09:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        """, NewScript());

    [Fact]
    public Task The_service_may_come_last() => Script.PlayAsync("""
        > anything free tomorrow afternoon?
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        * Haircut
        < Haircut on Tuesday, 24 November: which time would suit you? These are free; you may also name
          another one. {Free times: 12:00|13:00|14:00|15:00|16:00|17:00}
        * 15:00
        < Haircut on Tuesday, 24 November at 15:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-24T15:00 +01
        < Booked: Haircut on Tuesday, 24 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task A_single_offer_may_be_agreed_to_but_not_booked_by_words() => Script.PlayAsync("""
        > haircut on saturday between 1 and 2pm
        < Haircut on Saturday, 28 November at 13:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > 1pm
        < Haircut on Saturday, 28 November at 13:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        > perfect
        < So that nothing happens by accident, please press the button; a written answer is not enough for
          this. /  / Haircut on Saturday, 28 November at 13:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-28T13:00 +01
        < Booked: Haircut on Saturday, 28 November at 13:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task Over_several_days_and_the_next_one() => Script.PlayAsync("""
        > anything free next week for a haircut?
        < Haircut: these times are free. Which would suit you? {Free times: Tue 1 Dec, 09:00|Tue 1 Dec,
          17:00|Wed 2 Dec, 09:00|Wed 2 Dec, 17:00|Thu 3 Dec, 09:00|Thu 3 Dec, 19:00|Fri 4 Dec, 09:00|Fri 4
          Dec, 17:00|Sat 5 Dec, 09:00|Sat 5 Dec, 13:00}
        > the second one
        < Haircut on Tuesday, 1 December at 17:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > no, 4pm
        < Haircut on Tuesday, 1 December at 16:00, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        > later
        < Haircut on Tuesday, 1 December: which time would suit you? These are free; you may also name
          another one. {Free times: 16:15|16:30|16:45|17:00|17:15}
        > the first
        < Haircut on Tuesday, 1 December at 16:15, 45 minutes, €42. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-12-01T16:15 +01
        < Booked: Haircut on Tuesday, 1 December at 16:15, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        > and when is your next free balayage?
        < Balayage: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24 Nov,
          11:00|Tue 24 Nov, 13:00|Tue 24 Nov, 15:00|Wed 25 Nov, 09:00|Wed 25 Nov, 12:00|Wed 25 Nov,
          15:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 17:00}
        > what about saturday
        < Balayage on Saturday, 28 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|09:30|10:00|10:30|11:00|11:30}
        > any time
        < Balayage on Saturday, 28 November at 09:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        * Cancel
        < All right, nothing is booked.
        """, NewScript());

    [Fact]
    public Task The_next_free_one_and_the_service_is_asked_for_first() => Script.PlayAsync("""
        > next free slot
        < Which service would you like? {Our services: Haircut|Children's haircut|Beard
          trim|Colour|Balayage|Blow-dry}
        > beard trim
        < Beard trim: these times are free. Which would suit you? {Free times: Tue 24 Nov, 09:00|Tue 24
          Nov, 11:00|Tue 24 Nov, 14:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25 Nov, 13:00|Wed 25 Nov,
          17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 19:00}
        > how much is it?
        < Beard trim: €18, 20 minutes. /  / Which of these times shall it be? {Free times:
          Tue 24 Nov, 09:00|Tue 24 Nov, 11:00|Tue 24 Nov, 14:00|Tue 24 Nov, 17:00|Wed 25 Nov, 09:00|Wed 25
          Nov, 13:00|Wed 25 Nov, 17:00|Thu 26 Nov, 09:00|Thu 26 Nov, 14:00|Thu 26 Nov, 19:00}
        > the last one
        < Beard trim on Thursday, 26 November at 19:00, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        > no
        < What shall I change: the service, the day or the time? {Nothing, thanks}
        > something earlier
        < Beard trim on Thursday, 26 November: which time would suit you? These are free; you may also name
          another one. {Free times: 09:00|10:00|11:00|12:00|14:00|15:00|16:00|17:00|18:00}
        > that works
        < Which time do you mean? {Free times: Thu 26 Nov, 09:00|Thu 26 Nov, 10:00|Thu 26 Nov, 11:00|Thu 26
          Nov, 12:00|Thu 26 Nov, 14:00|Thu 26 Nov, 15:00|Thu 26 Nov, 16:00|Thu 26 Nov, 17:00|Thu 26 Nov,
          18:00}
        """, NewScript());

    [Fact]
    public Task A_day_that_is_past_and_one_that_is_closed() => Script.PlayAsync("""
        > a haircut on 3 november
        < Wednesday, 3 November 2027 is farther ahead than we can book. Which earlier day would suit you?
        > yesterday at 3
        < Sunday, 22 November at 15:00 has already passed. Which other time would suit you?
        > sunday then
        < On Sunday, 29 November we are closed, as on every Sunday. Which other time would suit you?
        > this weekend
        < Haircut: these times are free. Which would suit you? {Free times: Sat 28 Nov, 09:00|Sat 28 Nov,
          10:00|Sat 28 Nov, 11:00|Sat 28 Nov, 12:00|Sat 28 Nov, 13:00}
        > the first one please
        < Haircut on Saturday, 28 November at 09:00, 45 minutes, €42. Shall I book it?
          {Confirm|Change|Cancel}
        * Confirm
        ! book haircut 2026-11-28T09:00 +01
        < Booked: Haircut on Saturday, 28 November at 09:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task An_hour_earlier_and_an_hour_later_before_anything_is_booked() => Script.PlayAsync("""
        > balayage on friday at 2pm
        < Balayage on Friday, 27 November at 14:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        > can we make it an hour earlier?
        < Balayage on Friday, 27 November at 13:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        > half an hour later please
        < Balayage on Friday, 27 November at 13:30, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        > a day later
        < Saturday, 28 November at 13:30 is too close to closing time for this service; on that day we are
          open from 09:00 to 14:00. These times are free. Which would suit you? {Sat 28 Nov, 09:00|Sat 28
          Nov, 09:15|Sat 28 Nov, 09:30}
        > ok friday after 2
        < Balayage on Friday, 27 November: which time would suit you? These are free; you may also name
          another one. {Free times: 14:00|14:15|14:30|14:45|15:00|15:15|15:30}
        > 3pm
        < Balayage on Friday, 27 November at 15:00, 150 minutes, €145. Shall I book it?
          {Confirm|Change|Cancel}
        * Change
        < What shall I change: the service, the day or the time? {Nothing, thanks}
        > make it the colour instead
        < Colour on Friday, 27 November at 15:00, 90 minutes, €78. Shall I book it? {Confirm|Change|Cancel}
        * Confirm
        ! book colour 2026-11-27T15:00 +01
        < Booked: Colour on Friday, 27 November at 15:00, Kastanienallee 12, 10435 Berlin. If you cannot
          come, write "cancel my appointment".
        """, NewScript());

    [Fact]
    public Task One_offer_is_agreed_to_by_words_and_booked_by_the_button()
    {
        var script = NewScript();
        for (var start = new LocalDateTime(2026, 11, 28, 9, 0); start.Hour < 14; start = start.PlusMinutes(15))
        {
            if (start.Hour != 11 || start.Minute != 30)
                script.Calendar.TakenBySomebody(start);
        }
        return Script.PlayAsync("""
            > haircut on saturday
            < Haircut on Saturday, 28 November: this time is free. Would it suit you? {11:30}
            > that works
            < Haircut on Saturday, 28 November at 11:30, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            > perfect
            < So that nothing happens by accident, please press the button; a written answer is not enough for
              this. /  / Haircut on Saturday, 28 November at 11:30, 45 minutes, €42. Shall I book it?
              {Confirm|Change|Cancel}
            * Confirm
            ! book haircut 2026-11-28T11:30 +01
            < Booked: Haircut on Saturday, 28 November at 11:30, Kastanienallee 12, 10435 Berlin. If you cannot
              come, write "cancel my appointment".
            """, script);
    }

    [Fact]
    public Task A_full_week_is_said()
    {
        var script = new Script(Script.Salon with
        {
            Hours = Script.Salon.Hours with
            {
                Week = new Dictionary<IsoDayOfWeek, IReadOnlyList<OpenSpan>>(),
            },
        }) { Brain = Brain.English };
        return Script.PlayAsync("""
            > haircut next week
            < From Monday, 30 November to Sunday, 6 December there is no free time left for this service. Which
              other day would suit you?
            """, script);
    }
}
