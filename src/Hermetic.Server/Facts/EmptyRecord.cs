using Hermetic.Assistant;
using Hermetic.Domain;

namespace Hermetic.Server.Facts;

/// <summary>What is kept about somebody who has never written: what a rehearsal tells.</summary>
internal sealed class EmptyRecord(SubjectId person) : IPersonRecord
{
    public ValueTask<Labeled<PersonSummary>> SummaryAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<PersonSummary>(new PersonSummary(), new Label(Integrity.Operator, person)));

    public ValueTask<Labeled<bool>> IsOnHoldAsync(CancellationToken cancel) =>
        ValueTask.FromResult(new Labeled<bool>(false, new Label(Integrity.Operator, person)));
}
