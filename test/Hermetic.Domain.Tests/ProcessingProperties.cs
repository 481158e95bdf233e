using CsCheck;
using NodaTime;

namespace Hermetic.Domain.Tests;

/// <summary>What holds between two decisions, at whatever times.</summary>
public sealed class ProcessingProperties
{
    private static readonly Instant Said = Instant.FromUtc(2026, 11, 23, 12, 0);

    private static readonly Gen<ProcessingRequest> Requests =
        from purpose in Gen.Enum<Purpose>()
        from basis in Gen.Enum<LawfulBasis>()
        from restricted in Gen.Bool
        from optedOut in Gen.Bool
        from state in Gen.Enum<ConversationState>()
        from waited in Gen.Int[-3600, 200_000]
        from stale in Gen.Int[0, 100_000]
        from plain in Gen.Bool
        select new ProcessingRequest(
            purpose, basis, restricted, optedOut, state, Said, Said + Duration.FromSeconds(waited))
        {
            StaleAfter = Duration.FromSeconds(stale),
            Plain = plain,
        };

    /// <summary>Nothing, the effect alone or a question, the effect with an answer.</summary>
    private static int Allows(ProcessingRequest request) => Processing.Decide(request) switch
    {
        Decision.Proceed { MayAnswer: true } => 2,
        Decision.Proceed or Decision.Ask => 1,
        _ => 0,
    };

    [Fact]
    public void Waiting_longer_never_allows_more() => Gen.Select(Requests, Gen.Int[0, 200_000]).Sample(
        (request, seconds) => Assert.True(
            Allows(request with { Now = request.Now + Duration.FromSeconds(seconds) }) <= Allows(request)));

    [Fact]
    public void Stop_restriction_and_a_person_in_charge_never_allow_more() => Requests.Sample(request =>
    {
        Assert.True(Allows(request with { OptedOut = true }) <= Allows(request with { OptedOut = false }));
        Assert.True(
            Allows(request with { Restricted = true }) <= Allows(request with { Restricted = false }));
        Assert.True(
            Allows(request with { State = ConversationState.HumanInCharge })
            <= Allows(request with { State = ConversationState.Automated }));
    });

    [Fact]
    public void Losing_the_lawful_basis_never_allows_more() => Requests.Sample(request =>
        Assert.True(Allows(request with { Basis = LawfulBasis.None }) <= Allows(request)));

    [Fact]
    public void Nothing_is_ever_said_outside_of_the_window() => Requests.Sample(request => Assert.True(
        Processing.Decide(request) is not (Decision.Proceed { MayAnswer: true } or Decision.Ask)
        || new ServiceWindow(request.SaidAt).IsOpenAt(request.Now)));

    [Fact]
    public void Only_the_times_between_the_two_matter() => Gen.Select(Requests, Gen.Int[0, 1_000_000]).Sample(
        (request, seconds) => Assert.Equal(
            Processing.Decide(request),
            Processing.Decide(request with
            {
                SaidAt = request.SaidAt + Duration.FromSeconds(seconds),
                Now = request.Now + Duration.FromSeconds(seconds),
            })));

    [Fact]
    public void Nobody_is_asked_for_consent_who_said_no_to_everything() =>
        Requests.Sample(request => Assert.True(
            Processing.Decide(request) is not Decision.Ask || !(request.OptedOut || request.Restricted)));
}
