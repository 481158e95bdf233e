using static Load.Tests.Check.Forged;

namespace Load.Tests.Check;

/// <summary>Each promise is broken in a forged journal, and has to be found: a checker that cannot fail proves nothing.</summary>
public sealed class CheckerTests
{
    private readonly Forged _run = new();

    [Fact]
    public void A_run_in_which_everything_arrived_once_and_in_order_is_good()
    {
        var verdict = _run.Judge();
        Assert.Empty(verdict.Problems);
        Assert.True(verdict.IsGood);
        Assert.Equal((6, 6, 0, 0, 0, 0), (
            verdict.Acknowledged, verdict.Received, verdict.Lost, verdict.Doubled, verdict.Disordered, verdict.Invented));
        Assert.Equal(0.9, verdict.Echo.P50);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3)]
    public void A_lost_message_is_found_wherever_it_stood(int number)
    {
        _run.Lose(Ben, number);
        var verdict = _run.Judge();
        Assert.Equal(1, verdict.Lost);
        Assert.Contains(TextOf(Ben, number), Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_was_never_acknowledged_may_be_lost()
    {
        _run.Lose(Ben, 3);
        _run.Sent[^1] = _run.Sent[^1] with { Acknowledged = null };
        Assert.True(_run.Judge().IsGood);
    }

    [Fact]
    public void And_it_may_arrive_but_once_only()
    {
        _run.Sent[^1] = _run.Sent[^1] with { Acknowledged = null };
        Assert.True(_run.Judge().IsGood);
        _run.Accept(Ben, 3);
        Assert.Equal(1, _run.Judge().Doubled);
    }

    [Fact]
    public void A_doubled_message_is_found_and_is_not_called_disordered_as_well()
    {
        _run.Accept(Ada, 1);
        var verdict = _run.Judge();
        Assert.Equal((1, 0), (verdict.Doubled, verdict.Disordered));
        Assert.Contains("2 times", Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_messages_of_one_person_in_the_wrong_order_are_found()
    {
        _run.Lose(Ada, 2);
        _run.Accept(Ada, 2);
        var verdict = _run.Judge();
        Assert.Equal((0, 0, 1), (verdict.Lost, verdict.Doubled, verdict.Disordered));
        Assert.Contains(TextOf(Ada, 2), Assert.Single(verdict.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Different_people_may_overtake_each_other()
    {
        var run = new Forged();
        for (var number = 1; number <= 3; number++)
        {
            run.Lose(Ada, number);
            run.Accept(Ada, number);
        }
        Assert.True(run.Judge().IsGood);
    }

    [Fact]
    public void What_nobody_wrote_is_found()
    {
        _run.Accept(Ada, 9);
        Assert.Equal(1, _run.Judge().Invented);
    }

    [Fact]
    public void What_was_sent_to_somebody_else_is_found()
    {
        var at = _run.Graph.FindIndex(line => line.Text == TextOf(Ada, 3));
        _run.Graph[at] = _run.Graph[at] with { To = Ben };
        Assert.Equal(1, _run.Judge().Invented);
    }

    [Fact]
    public void A_message_that_never_arrived_is_excused_when_the_service_lists_it_as_parked()
    {
        _run.Lose(Ben, 2);
        _run.Parked[Ben] = 1;
        var verdict = _run.Judge();
        Assert.True(verdict.IsGood);
        Assert.Equal((0, 1, 1), (verdict.Lost, verdict.Parked, verdict.ParkedUnreceived));
    }

    [Fact]
    public void A_parked_message_of_somebody_else_excuses_nothing()
    {
        _run.Lose(Ben, 2);
        _run.Parked[Ada] = 1;
        var verdict = _run.Judge();
        Assert.Equal(1, verdict.Lost);
        Assert.Equal(2, verdict.Problems.Count);
    }

    [Fact]
    public void One_parked_message_does_not_excuse_two_lost_ones()
    {
        _run.Lose(Ben, 1);
        _run.Lose(Ben, 2);
        _run.Parked[Ben] = 1;
        Assert.Equal(1, _run.Judge().Lost);
    }

    [Fact]
    public void A_message_of_which_nobody_heard_a_status_may_be_parked_though_it_arrived()
    {
        _run.Lose(Ben, 3);
        _run.Accept(Ben, 3, reported: false);
        _run.Parked[Ben] = 1;
        var verdict = _run.Judge();
        Assert.True(verdict.IsGood);
        Assert.Equal((1, 0), (verdict.Parked, verdict.ParkedUnreceived));
    }

    [Fact]
    public void A_message_whose_status_was_taken_has_no_reason_to_be_parked()
    {
        _run.Parked[Ben] = 1;
        Assert.Contains("parked", Assert.Single(_run.Judge().Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_service_lists_as_still_waiting_is_not_excused()
    {
        _run.Unsettled.Add("The service lists 1 as queued.");
        Assert.False(_run.Judge().IsGood);
    }

    [Fact]
    public void A_run_without_a_single_acknowledgement_shows_nothing()
    {
        Assert.False(Checker.Judge([], [], ServiceLists.Empty).IsGood);
    }

    [Fact]
    public void Of_very_many_breaches_twenty_are_named()
    {
        var sent = Enumerable.Range(1, 100).Select(number => new SentLine(Ada, number, TextOf(Ada, number), 1, 2)).ToList();
        var problem = Assert.Single(Checker.Judge(sent, [], ServiceLists.Empty).Problems);
        Assert.StartsWith("100 acknowledged, never received", problem, StringComparison.Ordinal);
        Assert.Equal(20, problem.Split("says").Length - 1);
    }
}
