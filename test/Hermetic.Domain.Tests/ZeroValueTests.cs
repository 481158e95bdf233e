namespace Hermetic.Domain.Tests;

/// <summary>Whatever was forgotten to be set must fail closed.</summary>
public sealed class ZeroValueTests
{
    [Fact]
    public void An_id_that_was_never_assigned_cannot_be_used()
    {
        Assert.Throws<InvalidOperationException>(() => default(SubjectId).Value);
        Assert.Throws<InvalidOperationException>(() => default(StaffId).Value);
        Assert.Throws<InvalidOperationException>(() => default(ConversationId).Value);
        Assert.Throws<InvalidOperationException>(() => default(MessageId).Value);
        Assert.Throws<InvalidOperationException>(() => default(AppointmentId).Value);
        Assert.Throws<InvalidOperationException>(() => default(AttemptId).Value);
    }

    [Fact]
    public void An_id_that_was_never_assigned_cannot_be_printed_either() =>
        Assert.Throws<InvalidOperationException>(() => default(SubjectId).ToString());

    [Fact]
    public void An_empty_id_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => SubjectId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => StaffId.From(Guid.Empty));
        Assert.Throws<ArgumentException>(() => ConversationId.From(Guid.Empty));
    }

    [Fact]
    public void Ids_are_random_and_never_time_ordered()
    {
        Assert.Equal(4, SubjectId.New().Value.Version);
        Assert.Equal(4, StaffId.New().Value.Version);
        Assert.NotEqual(SubjectId.New(), SubjectId.New());
    }

    [Fact]
    public void An_id_survives_a_round_trip()
    {
        var id = StaffId.New();

        Assert.Equal(id, StaffId.From(id.Value));
        Assert.Equal(id.Value.ToString("N"), id.ToString());
    }

    [Fact]
    public void The_zero_values_of_enums_allow_nothing()
    {
        Assert.Equal(Integrity.Outside, default);
        Assert.Equal(Purpose.None, default);
        Assert.Equal(LawfulBasis.None, default);
        Assert.Equal(Permission.None, default);
        Assert.Equal(Retention.None, default);
        Assert.Equal(CallerKind.None, default);
        Assert.Equal(TargetKind.None, default);
        Assert.Equal(ConversationState.HumanInCharge, default);
    }
}
