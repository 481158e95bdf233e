namespace Hermetic.Domain;

/// <summary>The caller lacks the permission. The refusal is to be recorded as well.</summary>
public sealed class AccessDeniedException(AccessRecord record)
    : UnauthorizedAccessException($"{record.Actor} may not {record.Action}.")
{
    public AccessRecord Record { get; } = record;
}
