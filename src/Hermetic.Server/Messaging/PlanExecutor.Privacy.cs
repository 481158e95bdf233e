using Hermetic.Assistant;
using Hermetic.Domain;
using Hermetic.Storage;

namespace Hermetic.Server.Messaging;

// Portability and rectification (GDPR Art. 20, 16).
internal sealed partial class PlanExecutor
{
    /// <summary>The person confirmed that they want a copy of everything.</summary>
    internal bool Exports { get; private set; }

    /// <summary>One more write in the commit of this turn.</summary>
    internal PlanExecutor With(Action<Transaction> effect)
    {
        _effects.Add(effect);
        return this;
    }

    private void TakeBackErasure()
    {
        var said = new AccessRecord(
            "subject.erase-withdrawn", Caller.Person(turn.Person).Actor, Target.Of(turn.Person), Allowed: true);
        _effects.Add(transaction => LegalHolds.TakeBack(transaction, said));
    }

    private void CorrectName(PersonName name)
    {
        turn.Call(name);
        _effects.Add(transaction =>
            LedgerEntries.Record(transaction, Demand<CorrectSubject>(Target.Of(turn.Person))));
    }
}
