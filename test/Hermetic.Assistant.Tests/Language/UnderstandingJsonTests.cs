using System.Text;
using System.Text.Json;

namespace Hermetic.Assistant.Tests.Language;

public sealed class UnderstandingJsonTests
{
    [Fact]
    public void A_safe_word_is_written_with_its_wire_name() =>
        Assert.Equal(
            """{"lang":"en","intent":"stop_messages","confidence":1,"asked":false,"pred":[],"us":12.5}""",
            Line(Brain.Hears("stop"), 12.5)
        );

    [Fact]
    public void A_time_is_local_wall_time()
    {
        var line = JsonDocument
            .Parse(Line(Brain.Hears("book me in for tuesday at 3pm for a haircut"), 1))
            .RootElement;
        Assert.Equal("book_appointment", line.GetProperty("intent").GetString());
        var time = Assert.Single(line.GetProperty("pred").EnumerateArray());
        Assert.Equal("2026-11-24T15:00:00", time.GetProperty("start").GetString());
        Assert.Equal("2026-11-24T15:01:00", time.GetProperty("end").GetString());
        Assert.True(time.GetProperty("hasTime").GetBoolean());
        Assert.False(line.GetProperty("asked").GetBoolean());
    }

    [Fact]
    public void An_unclear_time_is_asked_about_and_all_it_may_mean_is_listed()
    {
        var line = JsonDocument
            .Parse(Line(Brain.Hears("book me an appointment tomorrow at 7"), 1))
            .RootElement;
        Assert.True(line.GetProperty("asked").GetBoolean());
        Assert.Equal(
            "2026-11-19T07:00:00 2026-11-19T19:00:00",
            string.Join(
                ' ',
                line.GetProperty("pred")
                    .EnumerateArray()
                    .Select(time => time.GetProperty("start").GetString())
            )
        );
    }

    [Fact]
    public void Every_intent_has_a_wire_name_that_leads_back()
    {
        Assert.Equal(Enum.GetValues<Intent>().Length, IntentNames.Count);
        Assert.All(
            Enum.GetValues<Intent>(),
            intent =>
            {
                Assert.Equal(
                    JsonNamingPolicy
                        .SnakeCaseLower.ConvertName(intent.ToString())
                        .Replace("abot", "a_bot", StringComparison.Ordinal),
                    IntentNames.ToWire(intent)
                );
                Assert.Equal(intent, IntentNames.FromWire(IntentNames.ToWire(intent)));
                Assert.Equal(
                    intent,
                    IntentNames.FromWire(Encoding.ASCII.GetBytes(IntentNames.ToWire(intent)))
                );
            }
        );
        Assert.Null(IntentNames.FromWire("no_such_intent"));
        Assert.Null(IntentNames.FromWire("no_such_intent"u8));
    }

    private static string Line(Understanding understood, double microseconds)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            UnderstandingJson.Write(json, understood, microseconds);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
