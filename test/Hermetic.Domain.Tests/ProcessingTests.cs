using NodaTime;

namespace Hermetic.Domain.Tests;

/// <summary>
/// The decision is tested over the whole product of its inputs, undefined enum values included.
/// </summary>
public sealed class ProcessingTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 12, 0);

    private static readonly Duration[] Ages =
    [
        Duration.FromHours(-1), Duration.Zero, Duration.FromMinutes(1), Duration.FromHours(12),
        Duration.FromHours(12) + Duration.FromSeconds(1), Duration.FromHours(24) - Duration.FromSeconds(1),
        Duration.FromHours(24), Duration.FromDays(3),
    ];

    private static readonly Purpose[] Service = [Purpose.AnswerEnquiry, Purpose.BookAppointment];

    private static IEnumerable<ProcessingRequest> Everything() =>
        from purpose in Enum.GetValues<Purpose>().Append((Purpose)99)
        from basis in Enum.GetValues<LawfulBasis>().Append((LawfulBasis)99)
        from restricted in new[] { false, true }
        from optedOut in new[] { false, true }
        from state in Enum.GetValues<ConversationState>()
        from age in Ages
        from plain in new[] { false, true }
        select new ProcessingRequest(purpose, basis, restricted, optedOut, state, Now - age, Now) { Plain = plain };

    private static ProcessingRequest Enquiry() => new(
        Purpose.AnswerEnquiry, LawfulBasis.Contract, Restricted: false, OptedOut: false,
        ConversationState.Automated, Now - Duration.FromMinutes(1), Now);

    private static bool Proceeds(ProcessingRequest request) => Processing.Decide(request) is Decision.Proceed;

    private static StopReason? Reason(ProcessingRequest request) =>
        (Processing.Decide(request) as Decision.Stop)?.Reason;

    private static void AllOf(Func<ProcessingRequest, bool> among, Func<ProcessingRequest, bool> holds)
    {
        var chosen = Everything().Where(among).ToList();
        Assert.NotEmpty(chosen);
        Assert.All(chosen, request => Assert.True(holds(request), request.ToString()));
    }

    [Fact]
    public void An_ordinary_question_is_answered() =>
        Assert.Equal(new Decision.Proceed(MayAnswer: true), Processing.Decide(Enquiry()));

    [Fact]
    public void Every_request_has_a_decision_and_always_the_same() =>
        Assert.All(
            Everything(),
            request => Assert.Equal(Processing.Decide(request), Processing.Decide(request)));

    [Fact]
    public void Without_a_purpose_nothing_is_processed() =>
        AllOf(
            request => request.Purpose is Purpose.None or (Purpose)99,
            request => Reason(request) == StopReason.NoPurpose);

    [Fact]
    public void While_a_person_of_the_business_is_in_charge_the_assistant_speaks_of_rights_and_danger_alone() =>
        AllOf(
            request => request.State == ConversationState.HumanInCharge && !IsPlainRight(request)
                && request.Purpose != Purpose.Emergency,
            request => Processing.Decide(request)
                is not Decision.Proceed { MayAnswer: true } and not Decision.Ask);

    [Fact]
    public void While_a_person_of_the_business_is_in_charge_only_stop_start_plain_rights_and_danger_take_effect() =>
        AllOf(
            request => request.State == ConversationState.HumanInCharge,
            request => Proceeds(request) == (request.Purpose is Purpose.Preference or Purpose.Emergency
                || (IsPlainRight(request) && Now - request.SaidAt < Duration.FromHours(24))));

    [Fact]
    public void A_right_that_is_only_guessed_leaves_the_word_to_the_person_in_charge() => Assert.IsType<Decision.Wait>(
        Processing.Decide(
            Enquiry() with { Purpose = Purpose.PrivacyRequest, State = ConversationState.HumanInCharge }));

    [Fact]
    public void Only_who_would_be_answered_otherwise_is_told_to_wait_for_a_person() =>
        AllOf(
            request => Processing.Decide(request) is Decision.Wait,
            request => request is { State: ConversationState.HumanInCharge, OptedOut: false, Restricted: false }
                && Processing.Decide(request with { State = ConversationState.Automated })
                    is Decision.Proceed { MayAnswer: true });

    [Fact]
    public void Who_is_in_danger_is_heard_whoever_is_in_charge_and_whatever_they_said_before() =>
        AllOf(
            request => request.Purpose == Purpose.Emergency,
            request => Processing.Decide(request)
                == new Decision.Proceed(MayAnswer: Now - request.SaidAt < Duration.FromHours(24)));

    [Fact]
    public void Plain_words_change_nothing_but_rights_while_a_person_is_in_charge() =>
        AllOf(
            request => request.Purpose != Purpose.PrivacyRequest || request.State == ConversationState.Automated,
            request => Processing.Decide(request) == Processing.Decide(request with { Plain = !request.Plain }));

    private static bool IsPlainRight(ProcessingRequest request) =>
        request is { Purpose: Purpose.PrivacyRequest, Plain: true };

    [Fact]
    public void Stop_and_start_take_effect_in_every_state() =>
        AllOf(request => request.Purpose == Purpose.Preference, Proceeds);

    [Fact]
    public void After_stop_only_start_privacy_requests_a_human_and_danger_are_processed() =>
        AllOf(
            request => request.OptedOut,
            request => !Proceeds(request)
                || request.Purpose is Purpose.Preference or Purpose.PrivacyRequest or Purpose.HumanSupport
                    or Purpose.Emergency);

    [Fact]
    public void After_stop_a_question_is_stopped_for_that_reason() =>
        Assert.Equal(StopReason.OptedOut, Reason(Enquiry() with { OptedOut = true }));

    [Fact]
    public void Restricted_data_is_only_processed_for_rights_and_people() =>
        AllOf(
            request => request.Restricted && Service.Contains(request.Purpose),
            request => Processing.Decide(request) is Decision.Stop);

    [Fact]
    public void Restriction_is_the_reason_even_after_stop() =>
        Assert.Equal(StopReason.Restricted, Reason(Enquiry() with { Restricted = true, OptedOut = true }));

    [Fact]
    public void A_privacy_request_outlives_stop_restriction_staleness_and_a_missing_basis() =>
        AllOf(
            request => request.Purpose == Purpose.PrivacyRequest
                && request.State == ConversationState.Automated
                && Now - request.SaidAt < Duration.FromHours(24),
            request => Processing.Decide(request) == new Decision.Proceed(MayAnswer: true));

    [Fact]
    public void A_privacy_request_that_cannot_be_answered_any_more_goes_to_staff() =>
        AllOf(
            request => request.Purpose == Purpose.PrivacyRequest
                && request.State == ConversationState.Automated
                && Now - request.SaidAt >= Duration.FromHours(24),
            request => Processing.Decide(request)
                is Decision.Stop { Reason: StopReason.WindowClosed, NeedsStaff: true });

    [Fact]
    public void A_human_is_called_however_late_the_message_is() =>
        AllOf(
            request => request.Purpose == Purpose.HumanSupport
                && request.State == ConversationState.Automated,
            Proceeds);

    [Fact]
    public void Nothing_is_said_when_the_window_has_closed() =>
        AllOf(
            request => Now - request.SaidAt >= Duration.FromHours(24),
            request => Processing.Decide(request)
                is not Decision.Proceed { MayAnswer: true } and not Decision.Ask);

    [Fact]
    public void Service_needs_a_lawful_basis() =>
        AllOf(
            request => Service.Contains(request.Purpose)
                && request.Basis is LawfulBasis.None or (LawfulBasis)99,
            request => !Proceeds(request));

    [Fact]
    public void Without_a_lawful_basis_the_person_is_asked_first() =>
        Assert.IsType<Decision.Ask>(Processing.Decide(Enquiry() with { Basis = LawfulBasis.None }));

    [Theory]
    [InlineData(12 * 60, true)]
    [InlineData((12 * 60) + 1, false)]
    public void A_message_that_waited_too_long_is_left_to_staff(int minutes, bool answered)
    {
        var decision = Processing.Decide(Enquiry() with { SaidAt = Now - Duration.FromMinutes(minutes) });

        Assert.Equal(answered, decision is Decision.Proceed);
        Assert.Equal(!answered, decision is Decision.Stop { Reason: StopReason.Stale, NeedsStaff: true });
    }

    [Fact]
    public void The_business_decides_how_long_is_too_long() =>
        Assert.Equal(
            StopReason.Stale,
            Reason(Enquiry() with
            {
                SaidAt = Now - Duration.FromHours(2), StaleAfter = Duration.FromHours(1),
            }));

    [Fact]
    public void A_timestamp_ahead_of_our_clock_is_not_stale() =>
        Assert.True(Proceeds(Enquiry() with { SaidAt = Now + Duration.FromHours(1) }));

    [Fact]
    public void Staff_need_not_look_at_what_the_person_or_the_law_stopped() =>
        Assert.All(
            [StopReason.NoPurpose, StopReason.HumanInCharge, StopReason.OptedOut, StopReason.Restricted],
            reason => Assert.False(new Decision.Stop(reason).NeedsStaff));
}
