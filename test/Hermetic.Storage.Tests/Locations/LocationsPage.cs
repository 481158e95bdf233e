using System.Globalization;
using System.Text;
using Hermetic.Domain;
using Hermetic.Storage.Locations;

namespace Hermetic.Storage.Tests.Locations;

/// <summary>docs/data-locations.md: the register for people.</summary>
internal static class LocationsPage
{
    private const string Head =
        """
        # Where every piece of data lives
        Made from `src/Hermetic.Storage/Locations/DataLocations.cs`, which the copy of a person's data, erasure and
        retention are held to. Tests compare it with the schema of both engines: a table or column that is not here fails
        the build. To write this page anew:
        `UPDATE_GOLDEN=1 dotnet run --project test/Hermetic.Storage.Tests -c Release -- --filter-class "*DataLocationsTests"`.


        """;

    internal static string Write()
    {
        var page = new StringBuilder(Head);
        WriteCategories(page);
        WriteTables(page);
        foreach (var location in DataLocations.All)
            WriteColumns(page, location);
        return page.ToString();
    }

    private static void WriteCategories(StringBuilder page)
    {
        page.Append("## Categories of data (GDPR Art. 30(1))\n| category | what | about whom | purpose | legal basis |\n|---|---|---|---|---|\n");
        foreach (var one in DataCategory.All)
            page.Append(CultureInfo.InvariantCulture,
                $"| {one.Name} | {one.What} | {Words(one.Subjects)} | {one.Purpose} | {Words(one.Basis)} |\n");
    }

    private static void WriteTables(StringBuilder page)
    {
        page.Append(
            """

            ## Tables
            Days are those of a business that says nothing else; see [retention](operate/retention.md).

            | table | category | kept | an erasure |
            |---|---|---|---|

            """);
        foreach (var one in DataLocations.All)
            page.Append(CultureInfo.InvariantCulture,
                $"| [{one.Table}](#{one.Table}) | {one.Category.Name} | {Words(one.Retention)} | {Words(one.OnErasure)} |\n");
    }

    private static void WriteColumns(StringBuilder page, DataLocation location)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {location.Table}\n| column | what | protected | in the copy of a person's data |\n|---|---|---|---|\n");
        foreach (var one in location.Columns)
            page.Append(CultureInfo.InvariantCulture,
                $"| {one.Name} | {one.What} | {Words(one.Protection)} | {(one.Copy is { } place ? $"`{place}`" : Words(one.Absence))} |\n");
    }

    private static string Words(DataSubjects subjects) => subjects switch
    {
        DataSubjects.None => "nobody",
        DataSubjects.Customers => "people who write to the business",
        DataSubjects.Staff => "people of the business",
        DataSubjects.CustomersAndStaff => "people who write, and people of the business",
        _ => throw new ArgumentOutOfRangeException(nameof(subjects)),
    };

    private static string Words(LawfulBasis basis) => basis switch
    {
        LawfulBasis.None => "none is needed",
        LawfulBasis.Contract => "Art. 6(1)(b)",
        LawfulBasis.LegalObligation => "Art. 6(1)(c)",
        LawfulBasis.LegitimateInterests => "Art. 6(1)(f)",
        _ => throw new ArgumentOutOfRangeException(nameof(basis)),
    };

    private static string Words(Retention rule) => rule switch
    {
        Retention.WithItsOwner => "as long as the row that it belongs to",
        Retention.UntilWithdrawn => "until the person takes it back",
        Retention.WhileInUse => "as long as it is in use",
        Retention.Always => "for good",
        Retention.Contacts => string.Create(CultureInfo.InvariantCulture, $"{Days(rule)} days after the last contact, when nothing else is kept; then erased by key"),
        Retention.UntilReleased => "until somebody of the business says that the duty to keep it has ended",
        Retention.Copies or Retention.Approvals => "a day",
        Retention.UntilTheyLeave => "until a person of the business leaves it",
        Retention.UntilItsHour => "until the hour from which on it is of no use, then at most an hour",
        Retention.Certificates => string.Create(CultureInfo.InvariantCulture, $"{Days(rule)} days after the certificate's link was used or over"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Days(rule)} days"),
    };

    private static int Days(Retention rule) => new RetentionSchedule().Days(rule);

    private static string Words(OnErasure erasure) => erasure switch
    {
        OnErasure.Untouched => "does not concern it",
        OnErasure.Deleted => "deletes the person's rows",
        OnErasure.Detached => "takes away whose it was",
        OnErasure.KeyDestroyed => "destroys the person's key in it",
        OnErasure.Unreadable => "leaves it; the key of what is sealed in it is gone",
        OnErasure.Kept => "leaves it: it names nobody",
        _ => throw new ArgumentOutOfRangeException(nameof(erasure)),
    };

    private static string Words(Protection protection) => protection switch
    {
        Protection.Clear => "in the clear",
        Protection.PersonKey => "sealed under the person's key",
        Protection.PersonOrDayKey => "sealed under the person's key, or the day's",
        Protection.PersonKeyAndCode => "sealed under the person's key and a code",
        Protection.SealedInside => "in the clear by random ids; details sealed under the person's key",
        Protection.SystemKey => "sealed under the system key",
        Protection.KeyTree => "sealed in the key tree",
        Protection.Tag => "keyed hash",
        Protection.Public => "published",
        _ => throw new ArgumentOutOfRangeException(nameof(protection)),
    };

    private static string Words(Absence absence) => absence switch
    {
        Absence.Bookkeeping => "no: it tells nothing about the person",
        Absence.SaidElsewhere => "no: the copy says it more exactly",
        Absence.Key => "no: a key, or a hash of what is there",
        Absence.Nobodys => "no: it is nobody's",
        Absence.TheCopyItself => "no: it is the copy",
        _ => throw new ArgumentOutOfRangeException(nameof(absence)),
    };
}
