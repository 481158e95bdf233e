namespace Hermetic.Domain.Tests;

public sealed class AuthorizerTests
{
    private static readonly SubjectId Ada = SubjectId.New();
    private static readonly SubjectId Bob = SubjectId.New();
    private static readonly ConversationId Chat = ConversationId.New();

    private sealed class Ungrantable : IAction
    {
        public static string Name => "test.ungrantable";

        public static Permission Permission => default;
    }

    [Fact]
    public void A_proof_names_the_action_the_actor_and_the_target()
    {
        var staff = StaffId.New();
        var target = Target.Of(Chat, Ada);

        var proof = Authorizer.Demand<ReadConversation>(
            Caller.Staff(staff, Permission.ReadConversations), target);

        Assert.Equal(target, proof.Target);
        Assert.Equal(
            new AccessRecord("conversation.read", $"staff:{staff}", target, Allowed: true),
            proof.TakeRecord(new object(), run: 1));
    }

    [Fact]
    public void A_record_is_taken_once()
    {
        var proof = Authorizer.Demand<EraseSubject>(Caller.Person(Ada), Target.Of(Ada));
        proof.TakeRecord(this, run: 7);

        Assert.Throws<InvalidOperationException>(() => proof.TakeRecord(this, run: 7));
        Assert.Throws<InvalidOperationException>(() => proof.TakeRecord(new object(), run: 8));
    }

    [Fact]
    public void A_commit_that_runs_again_takes_the_same_record_again()
    {
        var proof = Authorizer.Demand<EraseSubject>(Caller.Person(Ada), Target.Of(Ada));
        var first = proof.TakeRecord(this, run: 7);

        Assert.Same(first, proof.TakeRecord(this, run: 8));
        Assert.Throws<InvalidOperationException>(() => proof.TakeRecord(this, run: 8));
    }

    [Fact]
    public async Task Of_many_threads_only_one_gets_the_record()
    {
        var proof = Authorizer.Demand<EraseSubject>(Caller.Person(Ada), Target.Of(Ada));
        using var start = new Barrier(8);

        var got = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                try
                {
                    return proof.TakeRecord(new object(), run: 1) is not null;
                }
                catch (InvalidOperationException)
                {
                    return false;
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Single(got, won => won);
    }

    [Fact]
    public void A_refusal_carries_its_record()
    {
        var caller = Caller.Staff(StaffId.New(), Permission.ReadConversations);

        var refused = Assert.Throws<AccessDeniedException>(
            () => Authorizer.Demand<ReplyInConversation>(caller, Target.Of(Chat, Ada)));

        Assert.Equal(
            new AccessRecord("conversation.reply", caller.Actor, Target.Of(Chat, Ada), Allowed: false),
            refused.Record);
    }

    [Fact]
    public void Nobody_holds_a_permission_by_default() => Assert.All(
        [Caller.Staff(StaffId.New()), Caller.Service("outbox")],
        caller => Assert.All(
            Enum.GetValues<Permission>(),
            permission => Assert.False(caller.May(permission, Target.Deployment))));

    [Fact]
    public void The_zero_permission_cannot_be_granted()
    {
        var caller = Caller.Service("outbox", Enum.GetValues<Permission>());

        Assert.Throws<AccessDeniedException>(() => Authorizer.Demand<Ungrantable>(caller, Target.Deployment));
    }

    [Fact]
    public void The_zero_target_cannot_be_acted_on() => Assert.Throws<AccessDeniedException>(
        () => Authorizer.Demand<ReadLedger>(Caller.Service("auditor", Permission.ReadLedger), default));

    [Fact]
    public void A_person_acts_on_their_own_data()
    {
        var ada = Caller.Person(Ada);

        Assert.True(ada.May(Permission.ReadAppointments, Target.Of(AppointmentId.New(), Ada)));
        Assert.True(ada.May(Permission.ChangeAppointments, Target.Of(AppointmentId.New(), Ada)));
        Assert.True(ada.May(Permission.ChangePreferences, Target.Of(Ada)));
        Assert.True(ada.May(Permission.EraseSubjects, Target.Of(Ada)));
        Assert.True(ada.May(Permission.ExportSubjects, Target.Of(Ada)));
        Assert.True(ada.May(Permission.CorrectSubjects, Target.Of(Ada)));
        Assert.True(ada.May(Permission.ReadConversations, Target.Of(Chat, Ada)));
    }

    [Fact]
    public void A_person_does_nothing_to_other_peoples_data_or_to_what_is_nobodys() => Assert.All(
        Enum.GetValues<Permission>(),
        permission =>
        {
            var ada = Caller.Person(Ada);
            Assert.False(ada.May(permission, Target.Of(Bob)));
            Assert.False(ada.May(permission, Target.Of(AppointmentId.New(), Bob)));
            Assert.False(ada.May(permission, Target.Of(Chat, Bob)));
            Assert.False(ada.May(permission, Target.Of(Chat, owner: null)));
            Assert.False(ada.May(permission, Target.Of(MessageId.New(), owner: null)));
            Assert.False(ada.May(permission, Target.Deployment));
        });

    [Theory]
    [InlineData(Permission.AcceptMessages)]
    [InlineData(Permission.RunConversations)]
    [InlineData(Permission.ReplyInConversations)]
    [InlineData(Permission.ReleaseConversations)]
    [InlineData(Permission.ReadLedger)]
    [InlineData(Permission.KeepHouse)]
    [InlineData(Permission.ChangeKeys)]
    [InlineData(Permission.HoldSubjects)]
    [InlineData(Permission.ReadFacts)]
    [InlineData(Permission.ChangeFacts)]
    [InlineData(Permission.ReadStaff)]
    [InlineData(Permission.ChangeStaff)]
    [InlineData(Permission.ReviewAccess)]
    public void A_person_has_no_rights_of_staff_or_services(Permission permission) =>
        Assert.False(Caller.Person(Ada).May(permission, Target.Of(Ada)));

    [Fact]
    public void Every_action_needs_a_permission_and_has_a_name_of_its_own()
    {
        (string Name, Permission Permission)[] all =
        [
            Of<AcceptMessage>(), Of<RunTurn>(), Of<SendMessage>(), Of<ParkMessage>(),
            Of<ReadConversation>(), Of<ReplyInConversation>(), Of<ReleaseConversation>(),
            Of<TakeOverConversation>(),
            Of<SetReminder>(), Of<CancelReminder>(), Of<SendReminder>(), Of<DropReminder>(),
            Of<ReadAppointments>(), Of<BookAppointment>(), Of<MoveAppointment>(), Of<CancelAppointment>(),
            Of<ChangePreference>(), Of<EraseSubject>(), Of<ReadLedger>(),
            Of<HoldMessage>(), Of<EditMessage>(), Of<RevokeMessage>(), Of<ChangeIdentity>(),
            Of<KeepAccountEvent>(), Of<AcknowledgeAccountEvents>(), Of<ChangeFacts>(),
            Of<ExportSubject>(), Of<CorrectSubject>(), Of<RepeatMessage>(), Of<ShowSubject>(), Of<ConfirmClock>(),
            Of<CreateKey>(), Of<ActivateKey>(), Of<RetireKey>(), Of<DestroyKey>(), Of<RewrapKeys>(),
            Of<AnnounceLogKey>(), Of<HoldSubject>(), Of<ReleaseSubject>(),
            Of<InviteStaff>(), Of<GrantRole>(), Of<RevokeRole>(), Of<SuspendStaff>(), Of<EndSessions>(), Of<ReadStaff>(),
            Of<KeepRole>(),
        ];
        var declared = typeof(IAction).Assembly.GetTypes().Count(
            type => type is { IsInterface: false } && type.IsAssignableTo(typeof(IAction)));

        Assert.Equal(declared, all.Length);
        Assert.DoesNotContain(all, action => action.Permission == Permission.None);
        Assert.Equal(all.Length, all.Select(action => action.Name).Distinct(StringComparer.Ordinal).Count());
    }

    private static (string Name, Permission Permission) Of<T>()
        where T : IAction => (T.Name, T.Permission);
}
