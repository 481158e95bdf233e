using Hermetic.Domain;
using Hermetic.Server.Observability;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.Server.Tests.Observability;

public sealed class ArrivalTimesTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void The_time_of_a_message_is_told_once()
    {
        var times = new ArrivalTimes(_clock);
        var message = MessageId.New();
        times.Note(message, times.Now());
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        var arrived = times.Take(message);

        Assert.Equal(TimeSpan.FromMilliseconds(250), _clock.GetElapsedTime(arrived!.Value));
        Assert.Null(times.Take(message));
    }

    [Fact]
    public void A_message_that_came_elsewhere_has_no_time() => Assert.Null(new ArrivalTimes(_clock).Take(MessageId.New()));

    [Fact]
    public void Messages_are_told_apart_and_one_that_lost_its_place_is_not_timed_wrongly()
    {
        var times = new ArrivalTimes(_clock);
        var messages = Enumerable.Range(0, 100_000).Select(_ => MessageId.New()).ToList();
        foreach (var message in messages)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            times.Note(message, times.Now());
        }

        var wrong = 0;
        var found = 0;
        for (var i = 0; i < messages.Count; i++)
        {
            if (times.Take(messages[i]) is not { } arrived)
                continue;
            found++;
            if (_clock.GetElapsedTime(arrived) != TimeSpan.FromMilliseconds(messages.Count - 1 - i))
                wrong++;
        }
        // Three messages for each place: about 31,000 places are taken, and 24 bits tell who has one.
        Assert.InRange(found, 30_000, 32_768);
        Assert.InRange(wrong, 0, 1);
    }

    [Fact]
    public void A_time_beyond_the_table_s_own_range_is_still_taken_as_a_time()
    {
        var times = new ArrivalTimes(_clock);
        _clock.Advance(TimeSpan.FromDays(126));
        var message = MessageId.New();
        times.Note(message, times.Now());
        _clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(TimeSpan.FromDays(3), _clock.GetElapsedTime(times.Take(message)!.Value));
    }
}
