namespace Hermetic.Assistant;

// What the buttons about one's own data would do.
public abstract partial record PendingAction
{
    /// <summary>Make a copy of all that is known about the person, for them to download.</summary>
    public sealed record Export : PendingAction
    {
        private protected override byte Kind => 31;
    }

    /// <summary>Call the person by this name from now on.</summary>
    public sealed record CorrectName(PersonName Name) : PendingAction
    {
        private protected override byte Kind => 32;

        public override IReadOnlyList<Choice> Choices => [Choice.Confirm, Choice.Change, Choice.Cancel];

        private protected override void WriteFields(CanonicalWriter to) => to.Name(Name);
    }
}
