using System.Buffers;
using System.Text;
using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Server.Calendar;

namespace Hermetic.Server.Facts;

/// <summary>How a question of the owner's own was dealt with.</summary>
internal enum RehearsalOutcome
{
    /// <summary>It would be told that the assistant does not know, or that this is not what it is there for.</summary>
    NotAnswered,
    Answered,

    /// <summary>The assistant would ask back which of several things was meant.</summary>
    AskedBack,

    /// <summary>A person of the business would take over.</summary>
    HandedOver,
}

/// <param name="Answer">What would be written, with line feeds between lines; the labels of buttons are in brackets.</param>
internal sealed record Rehearsed(string Question, string Answer, RehearsalOutcome Outcome);

/// <summary>
/// Answers a question as the assistant would, as the first of a conversation, with an empty calendar. Nothing is stored
/// and nobody is written to.
/// </summary>
internal sealed class Rehearsal(Business business, IBrain brain, TimeProvider clock)
{
    internal async Task<Rehearsed> AskAsync(ReadOnlyMemory<byte> question, CancellationToken cancel)
    {
        var person = SubjectId.New();
        var said = new Labeled<Utterance>(new Utterance.Text(question), new Label(Integrity.Subject, person));
        var input = new TurnInput(
            said, DialogueState.Fresh, clock.GetCurrentInstant().InZone(business.Zone), FirstContact: false);
        var turn = new Turn(business, brain, new EmptyCalendar(business, person, clock), new EmptyRecord(person));
        var plan = await turn.PlanAsync(input, cancel);
        // The policy is asked as it would be; nobody else's eyes see the words.
        if (!PlanPolicy.TryRelease(plan, person, out var released, out _))
            return new(Text(question.Span), "", RehearsalOutcome.NotAnswered);
        var replies = released.Calls.OfType<PlannedCall.Say>().Select(say => say.Reply).ToList();
        var outcome = released.Calls.Any(call => call is PlannedCall.HandOver) ? RehearsalOutcome.HandedOver
            : replies.Select(OutcomeOf).DefaultIfEmpty(RehearsalOutcome.Answered).Min();
        return new(Text(question.Span), string.Join('\n', replies.Select(Write)), outcome);
    }

    private static RehearsalOutcome OutcomeOf(Reply reply) => reply switch
    {
        Reply.DoNotKnow or Reply.OutOfScope or Reply.NotUnderstood or Reply.OfferPerson => RehearsalOutcome.NotAnswered,
        Reply.Clarify => RehearsalOutcome.AskedBack,
        _ => RehearsalOutcome.Answered,
    };

    private string Write(Reply reply)
    {
        var wording = Wording.For(business.Languages[0]);
        var words = new ArrayBufferWriter<byte>();
        wording.Write(reply, business, words);
        foreach (var choice in reply.Choices)
        {
            words.Write(choice == reply.Choices[0] ? "\n["u8 : "] ["u8);
            wording.WriteLabel(reply, choice, business, words);
        }
        words.Write(reply.Choices.Count > 0 ? "]"u8 : ""u8);
        return Text(words.WrittenSpan);
    }

    internal static string Text(ReadOnlySpan<byte> utf8) => string.Create(
        Encoding.UTF8.GetCharCount(utf8), utf8, static (text, bytes) => Encoding.UTF8.GetChars(bytes, text));
}
