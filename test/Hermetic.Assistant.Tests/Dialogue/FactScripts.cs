using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>Hours, prices and services, answered from the typed facts of the business.</summary>
public sealed class FactScripts
{
    [Fact]
    public Task Opening_hours_of_the_week_and_of_a_date() => Script.PlayAsync("""
        > when are you open? [opening_hours]
        < Salon Morgenrot is open: / Monday: closed / Tuesday and Wednesday: 09:00 to 18:00 / Thursday:
          09:00 to 13:00 and 14:00 to 20:00 / Friday: 09:00 to 18:00 / Saturday: 09:00 to 14:00 / Sunday:
          closed
        > are you open on 25 december? [opening_hours 2026-12-25]
        < On Friday, 25 December (Christmas Day) we are closed.
        > and on the 24th? [opening_hours 2026-12-24]
        < On Thursday, 24 December (Christmas Eve) we are open from 09:00 to 13:00.
        > thursday? [opening_hours 2026-11-26]
        < On Thursday, 26 November we are open from 09:00 to 13:00 and 14:00 to 20:00.
        > this weekend? [opening_hours 2026-11-28T00:00/2026-11-30T00:00]
        < On Saturday, 28 November we are open from 09:00 to 14:00. / On Sunday, 29 November we are closed.
        > in december? [opening_hours 2026-12-01T00:00/2027-01-01T00:00]
        < Salon Morgenrot is open: / Monday: closed / Tuesday and Wednesday: 09:00 to 18:00 / Thursday:
          09:00 to 13:00 and 14:00 to 20:00 / Friday: 09:00 to 18:00 / Saturday: 09:00 to 14:00 / Sunday:
          closed
        """);

    [Fact]
    public Task The_week_does_not_hide_the_holidays_that_are_near() => Script.PlayAsync("""
        > opening hours [opening_hours]
        < Salon Morgenrot is open: / Monday: closed / Tuesday and Wednesday: 09:00 to 18:00 / Thursday:
          09:00 to 13:00 and 14:00 to 20:00 / Friday: 09:00 to 18:00 / Saturday: 09:00 to 14:00 / Sunday:
          closed / On Friday, 1 January (New Year's Day) we are closed.
        """, new(now: new LocalDateTime(2027, 1, 1, 10, 0)));

    [Fact]
    public Task Facts_are_answered_from_the_business_itself() => Script.PlayAsync("""
        > how much is a beard trim? [knowledge_question]
        < Beard trim: €18, 20 minutes. Name a day, and I will look for a free time.
        > what are your prices? [knowledge_question]
        < This is what we offer: / Haircut: €42, 45 minutes / Children's haircut: €24, 30 minutes / Beard
          trim: €18, 20 minutes / Colour: €78, 90 minutes / Balayage: €145, 150 minutes / Blow-dry: €29.50, 30
          minutes / Name a service and a day, and I will look for a free time.
        > what's your phone number? [out_of_scope 0.3]
        < You can reach us by phone on +49 30 5550 0142.
        > do you do balayage? [knowledge_question]
        < Balayage: €145, 150 minutes. Name a day, and I will look for a free time.
        """);

    [Fact]
    public Task A_day_after_a_price_books_that_service() => Script.PlayAsync("""
        > how much is a beard trim? [knowledge_question]
        < Beard trim: €18, 20 minutes. Name a day, and I will look for a free time.
        > friday at 11 [book_appointment 2026-11-27T11:00]
        < Beard trim on Friday, 27 November at 11:00, 20 minutes, €18. Shall I book it?
          {Confirm|Change|Cancel}
        """);
}
