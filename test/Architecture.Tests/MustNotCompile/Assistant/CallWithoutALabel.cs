// expect CS7036
using Hermetic.Assistant;
using Hermetic.Domain;

internal static class Misuse
{
    public static PlannedCall Unlabelled(AppointmentId id) => new PlannedCall.Cancel(id);
}
