using Hermetic.Testing;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class SampleBusinessTests
{
    private static readonly Business Salon = SampleBusiness.HairSalon;

    [Fact]
    public void Its_services_have_ids_of_their_own_and_times_on_the_grid()
    {
        Assert.Equal(
            Salon.Services.Count,
            Salon.Services.Select(one => one.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(Salon.Services, service =>
        {
            Assert.Matches("^[a-z][a-z-]{1,39}$", service.Id);
            Assert.Equal(0, service.Minutes % 5);
            Assert.InRange(service.Name.Length, 1, 20);
        });
    }

    [Fact]
    public void No_word_names_two_services()
    {
        var names = Salon.Services.SelectMany(service => service.Aliases.Prepend(service.Name))
            .Select(name => Convert.ToHexString(FoldedText.Fold(name)));

        Assert.Equal(names.Count(), names.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Its_spans_are_in_order_and_do_not_overlap()
    {
        var days = Salon.Hours.Week.Values.Concat(Salon.Hours.SpecialDays.Select(day => day.Spans));

        Assert.All(days, spans =>
        {
            Assert.All(spans, span => Assert.True(span.From < span.Until));
            Assert.All(spans.Zip(spans.Skip(1)), pair => Assert.True(pair.First.Until <= pair.Second.From));
        });
    }

    [Fact]
    public void A_special_day_replaces_its_weekday()
    {
        Assert.True(Salon.Hours.On(new LocalDate(2026, 12, 25)).Closed);
        Assert.Equal("Christmas Day", Salon.Hours.On(new LocalDate(2026, 12, 25)).Occasion);
        Assert.False(Salon.Hours.On(new LocalDate(2026, 12, 18)).Closed);
        Assert.Null(Salon.Hours.On(new LocalDate(2026, 12, 18)).Occasion);
    }

    [Fact]
    public void A_weekday_that_is_not_listed_is_closed() =>
        Assert.True(Salon.Hours.On(new LocalDate(2026, 11, 23)).Closed);

    [Fact]
    public void A_span_begins_with_its_first_minute_and_ends_before_its_last()
    {
        var span = new OpenSpan(new LocalTime(9, 0), new LocalTime(18, 0));

        Assert.True(span.Contains(new LocalTime(9, 0)));
        Assert.True(span.Contains(new LocalTime(17, 59)));
        Assert.False(span.Contains(new LocalTime(18, 0)));
        Assert.False(span.Contains(new LocalTime(8, 59)));
    }

    [Fact]
    public void A_service_is_implied_only_when_there_is_no_choice_or_a_default()
    {
        Assert.Null(Salon.ImpliedService);
        Assert.Equal("haircut", (Salon with { DefaultServiceId = "haircut" }).ImpliedService?.Id);
        Assert.Equal("colour", (Salon with { Services = [Salon.Find("colour")!] }).ImpliedService?.Id);
        Assert.Null((Salon with { DefaultServiceId = "gone" }).ImpliedService);
    }

    public static TheoryData<string> Samples => ["hair-salon", "dental-practice"];

    private static Business Sample(string name) => name == "hair-salon" ? Salon : SampleBusiness.DentalPractice;

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_is_the_folder_of_the_repository(string name)
    {
        var folder = Path.Combine(Repository.Root, "business", name);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => new BusinessFile(Path.GetRelativePath(folder, path), File.ReadAllBytes(path), Saved: default)).ToList();

        Assert.Empty(BusinessReader.Read(files).Problems);
        Assert.Equal(BusinessReader.Read(files).Business!.Name, Sample(name).Name);
        Assert.All(files, file => Assert.True(BusinessReader.Reads(file.Name), file.Name));
        Assert.InRange(BusinessReader.Read(files).Questions.Count, 10, 30);
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_knows_what_people_ask_and_since_when(string name)
    {
        Assert.InRange(Sample(name).Knowledge.Sum(document => document.Sections.Count), 12, 100);
        Assert.All(Sample(name).Knowledge, document => Assert.InRange(document.Updated.Year, 2026, 2100));
    }

    [Theory, MemberData(nameof(Samples))]
    public void A_sample_keeps_Easter_and_Christmas_for_decades(string name)
    {
        Assert.Equal("Good Friday", Sample(name).Hours.On(new(2027, 3, 26)).Occasion);
        Assert.Equal("Ascension Day", Sample(name).Hours.On(new(2044, 5, 26)).Occasion);
        Assert.True(Sample(name).Hours.On(new(2090, 12, 25)).Closed);
    }

    [Fact]
    public void The_practice_shows_what_a_business_with_staff_looks_like()
    {
        var practice = SampleBusiness.DentalPractice;

        Assert.Equal(["weber", "osei", "lena"], practice.Staff.Select(member => member.Id));
        Assert.Equal(["lena"], practice.StaffFor("cleaning").Select(member => member.Id));
        Assert.Equal("check-up", practice.ImpliedService?.Id);
        Assert.All(practice.Services, service => Assert.True(service.BufferMinutes > 0));
        Assert.All(practice.Staff, member => Assert.NotNull(member.Hours));
    }
}
