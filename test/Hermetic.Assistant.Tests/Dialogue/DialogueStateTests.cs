using System.Buffers;
using System.Text;
using CsCheck;
using NodaTime;

namespace Hermetic.Assistant.Tests;

public sealed class DialogueStateTests
{
    private static readonly Instant Now = AnyDialogue.Now;

    private static Gen<DialogueState> States => AnyDialogue.States;

    private static byte[] Written(DialogueState state)
    {
        var to = new ArrayBufferWriter<byte>();
        state.Write(to);
        return to.WrittenSpan.ToArray();
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        States.Sample(state => Assert.Equal(state, DialogueState.Read(Written(state))));

    [Fact]
    public void It_stays_small() => States.Sample(state => Assert.InRange(Written(state).Length, 1, 1024));

    [Fact]
    public void Damaged_bytes_are_read_without_an_error() =>
        Gen.Select(States, Gen.Int[0, 2000], Gen.Byte).Sample((state, at, value) =>
        {
            var bytes = Written(state);
            bytes[at % bytes.Length] = value;
            Assert.NotNull(DialogueState.Read(bytes));
            Assert.NotNull(DialogueState.Read(bytes.AsSpan(0, at % bytes.Length)));
        });

    [Fact]
    public void Random_bytes_are_a_fresh_state() => Gen.Byte.Array[0, 200].Sample(
        bytes => Assert.Equal(DialogueState.Fresh, DialogueState.Read(bytes)));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":2,"lang":"en","at":0,"fails":0,"flow":0,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":null,"at":0,"fails":0,"flow":0,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":99,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"d":"2026-02-30"}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"t":7}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{"o":99999999}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{"pay":1}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"pending":{"intents":[99]}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"nonce":"zz"}""")]
    [InlineData("""{"v":1,"lang":"en","at":99999999999999999,"fails":0,"flow":1,"slot":{}}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"part":[]}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"part":["12:00"]}""")]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},"part":["12:00","25:00"]}""")]
    [InlineData("""
        {"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{},
         "pending":{"book":"x","zone":"Mars/Base","at":0}}
        """)]
    [InlineData("""{"v":1,"lang":"en","at":0,"fails":0,"flow":1,"slot":{}} {}""")]
    public void What_is_not_ours_is_a_fresh_state(string json) =>
        Assert.Equal(DialogueState.Fresh, DialogueState.Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void What_an_earlier_version_wrote_of_a_person_who_was_asked_for_is_understood()
    {
        var state = DialogueState.Read(
            """{"v":1,"lang":"en","at":0,"fails":0,"flow":0,"slot":{},"asked":true,"pending":{"human":true}}"""u8);

        Assert.Equal(HandOverReason.Asked, state.PersonAsked);
        Assert.Equal(new PendingAction.HandOver(), state.Pending);
    }

    [Fact]
    public void A_state_lives_for_a_day_and_only_its_language_longer()
    {
        var state = DialogueState.Fresh with
        {
            LastTurn = Now, Flow = Flow.Book, ServiceId = "haircut", Language = "de",
        };

        Assert.Equal(state, state.At(Now + Duration.FromHours(24) - Duration.FromNanoseconds(1)));
        Assert.Equal(DialogueState.Fresh with { Language = "de" }, state.At(Now + Duration.FromHours(24)));
    }
}
