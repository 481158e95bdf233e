using System.Text;
using NodaTime;

namespace Hermetic.Assistant.Tests;

/// <summary>A small business folder without problems, of which a test replaces what it is about.</summary>
internal sealed class Folder
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    internal Folder()
    {
        Put("facts.json", """
            {
              "name": "Corner Bakery",
              "address": "High Street 1, Leeds",
              "phone": "+44 113 496 0000",
              "timeZone": "Europe/London",
              "privacy": { "contact": "us@bakery.example", "notice": "https://bakery.example/p", "retentionDays": 14 }
            }
            """);
        Put("services.json", """
            {
              "currency": "GBP",
              "services": [
                { "id": "tasting", "name": "Cake tasting", "minutes": 30 },
                { "id": "class", "name": "Baking class", "minutes": 90, "price": 45.50, "alsoCalled": ["course"] }
              ]
            }
            """);
        Put("hours.json", """{ "monday": "8:00-12:00", "friday": ["13:30-18:00", "8-12"] }""");
    }

    internal Folder Put(string name, string text) => Put(name, Encoding.UTF8.GetBytes(text));

    internal Folder Put(string name, byte[] bytes)
    {
        _files[name] = bytes;
        return this;
    }

    internal Folder Without(string name)
    {
        _files.Remove(name);
        return this;
    }

    internal BusinessReading Read() =>
        BusinessReader.Read([.. _files.Select(file => new BusinessFile(file.Key, file.Value, new LocalDate(2026, 11, 1)))]);

    /// <summary>The business; fails with the problems when there are any.</summary>
    internal Business Business()
    {
        var reading = Read();
        Assert.Empty(reading.Problems.Select(problem => problem.ToString()));
        return reading.Business!;
    }

    /// <summary>The problems as the owner reads them; there is no business then.</summary>
    internal string[] Problems()
    {
        var reading = Read();
        Assert.Null(reading.Business);
        return [.. reading.Problems.Select(problem => problem.ToString())];
    }
}
