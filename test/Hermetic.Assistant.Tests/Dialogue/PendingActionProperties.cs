using System.Buffers;
using CsCheck;

namespace Hermetic.Assistant.Tests;

public sealed class PendingActionProperties
{
    private static byte[] Canonical(PendingAction action)
    {
        var to = new ArrayBufferWriter<byte>();
        action.WriteCanonical(to);
        return to.WrittenSpan.ToArray();
    }

    [Fact]
    public void Actions_have_the_same_bytes_exactly_when_they_are_the_same() =>
        Gen.Select(AnyDialogue.Pending, AnyDialogue.Pending).Sample(
            (one, other) => Assert.Equal(
                one.Equals(other), Canonical(one).AsSpan().SequenceEqual(Canonical(other))),
            iter: 20_000);

    [Fact]
    public void No_action_is_the_beginning_of_another_kind() =>
        Gen.Select(AnyDialogue.Pending, AnyDialogue.Pending).Sample((one, other) => Assert.True(
            one.GetType() == other.GetType() || !Canonical(one).AsSpan().StartsWith(Canonical(other))));

    [Fact]
    public void What_is_stored_and_read_back_is_confirmed_by_the_same_bytes() =>
        AnyDialogue.Pending.Sample(action =>
        {
            var to = new ArrayBufferWriter<byte>();
            (DialogueState.Fresh with { Pending = action }).Write(to);
            Assert.Equal(Canonical(action), Canonical(DialogueState.Read(to.WrittenSpan).Pending!));
        });
}
