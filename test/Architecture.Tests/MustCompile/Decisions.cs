using System;
using Hermetic.Assistant;
using Hermetic.Domain;

internal static class Decisions
{
    public static SubjectId Taken(Guid id) => SubjectId.From(id);

    public static Authorized<EraseSubject> Proof(SubjectId person) =>
        Authorizer.Demand<EraseSubject>(Caller.Person(person), Target.Of(person));

    public static byte[] Read(Labeled<byte[]> said, SubjectId person) => said.ReleaseTo(Sinks.Understanding(person));

    public static ReleasedPlan? Released(TurnPlan plan, SubjectId person) =>
        PlanPolicy.TryRelease(plan, person, out var released, out _) ? released : null;

    public static PlannedCall Labelled(AppointmentId id, Label label) => new PlannedCall.Cancel(id, label);
}
