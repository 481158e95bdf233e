using Hermetic.Assistant;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Server.Messaging;
using NodaTime;

namespace Hermetic.Server.Tests.Messaging;

public sealed class ButtonSealTests : IDisposable
{
    private static readonly Instant _now = Instant.FromUtc(2026, 11, 23, 10, 0);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermetic-buttons-");
    private readonly SecretArena _arena = new(8 << 20);
    private readonly KeyDirectory _keys;
    private readonly ButtonSeal _seal;
    private readonly SubjectId _person = SubjectId.New();
    private readonly DialogueState _state = DialogueState.Fresh with
    {
        Pending = new PendingAction.Cancel(AppointmentId.New()),
        Nonce = 42,
    };

    public ButtonSealTests()
    {
        // A root that is a file answers at once.
        _keys = KeyDirectory.CreateAsync(
            Path.Combine(_folder.FullName, "keys"), _arena, FileRoot.Source, Guid.NewGuid(), default).GetAwaiter().GetResult();
        _seal = new ButtonSeal(_keys.Ring, _arena);
    }

    [Fact]
    public void A_genuine_button_is_its_choice() =>
        Assert.Equal(Choice.Confirm, _seal.Verify(Id(), _state, _person, _now));

    [Fact]
    public void A_button_with_any_character_changed_is_nothing()
    {
        var id = Id();
        for (var i = 0; i < id.Length; i++)
        {
            foreach (var other in "Ab0_-"u8)
            {
                var forged = id.ToArray();
                forged[i] = other;
                if (other != id[i])
                    Assert.Null(_seal.Verify(forged, _state, _person, _now));
            }
        }
    }

    [Fact]
    public void A_button_is_nothing_for_another_person_another_action_another_question_or_after_its_hour()
    {
        Assert.Null(_seal.Verify(Id(), _state, SubjectId.New(), _now));
        Assert.Null(_seal.Verify(
            Id(), _state with { Pending = new PendingAction.Cancel(AppointmentId.New()) }, _person, _now));
        Assert.Null(_seal.Verify(Id(), _state with { Nonce = 43 }, _person, _now));
        Assert.Null(_seal.Verify(Id(), _state with { Pending = null }, _person, _now));
        Assert.Null(_seal.Verify(Id(), _state, _person, _now + ButtonSeal.Lifetime + Duration.FromSeconds(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not base64 at all, but quite long for a button, it is!!")]
    public void What_is_no_button_is_nothing(string id) =>
        Assert.Null(_seal.Verify(System.Text.Encoding.UTF8.GetBytes(id), _state, _person, _now));

    [Fact]
    public async Task A_button_from_before_a_rotation_is_good_until_its_version_is_destroyed()
    {
        var before = Id();
        await _keys.AddVersionAsync(RingKey.Confirmation, new DateOnly(2026, 11, 23), default);
        await MoveAsync(KeyState.DecryptOnly, KeyState.Active);
        var after = Id();
        Assert.NotEqual(before, after);
        Assert.Equal(Choice.Confirm, _seal.Verify(before, _state, _person, _now));
        Assert.Equal(Choice.Confirm, _seal.Verify(after, _state, _person, _now));

        await MoveAsync(KeyState.Destroyed, KeyState.Active);

        Assert.Null(_seal.Verify(before, _state, _person, _now));
        Assert.Equal(Choice.Confirm, _seal.Verify(after, _state, _person, _now));

        Task MoveAsync(params KeyState[] states) => _keys.MoveVersionsAsync(
            [.. _keys.Ring.Versions.Select(version => version.Key == RingKey.Confirmation
                ? version with { State = states[version.Version - 1] }
                : version)],
            _keys.Ring.Epoch + 1, default);
    }

    [Fact]
    public void An_id_fits_into_the_200_characters_of_a_row() => Assert.InRange(ButtonSeal.Length, 1, 200);

    [Fact]
    public void A_row_of_a_list_is_its_choice_and_no_other_row()
    {
        var state = _state with { Pending = new PendingAction.ChooseService(new(Enumerable.Range(0, 10).Select(id => $"s{id}"))) };
        var seen = new HashSet<Choice>();
        foreach (var choice in state.Pending.Choices)
        {
            var id = new byte[ButtonSeal.Length];
            _seal.Write(choice, state.Pending, state.Nonce!.Value, _person, _now, id);
            Assert.Equal(choice, _seal.Verify(id, state, _person, _now));
            seen.Add(choice);
        }
        Assert.Equal(10, seen.Count);
        Assert.Contains(Choice.Option10, seen);
    }

    [Fact]
    public void A_button_for_one_person_of_the_business_does_not_book_another()
    {
        var booking = new Booking("haircut", SampleBusiness.HairSalon.Zone.AtStrictly(new LocalDateTime(2026, 11, 27, 15, 0)));
        var mira = _state with { Pending = new PendingAction.Book(booking with { StaffId = "mira" }) };
        var id = new byte[ButtonSeal.Length];
        _seal.Write(Choice.Confirm, mira.Pending!, mira.Nonce!.Value, _person, _now, id);

        Assert.Equal(Choice.Confirm, _seal.Verify(id, mira, _person, _now));
        Assert.Null(_seal.Verify(
            id, mira with { Pending = new PendingAction.Book(booking with { StaffId = "jonas" }) }, _person, _now));
        Assert.Null(_seal.Verify(id, mira with { Pending = new PendingAction.Book(booking) }, _person, _now));
    }

    private byte[] Id()
    {
        var id = new byte[ButtonSeal.Length];
        _seal.Write(Choice.Confirm, _state.Pending!, _state.Nonce!.Value, _person, _now, id);
        return id;
    }

    public void Dispose()
    {
        _keys.Dispose();
        _arena.Dispose();
        _folder.Delete(recursive: true);
    }
}
