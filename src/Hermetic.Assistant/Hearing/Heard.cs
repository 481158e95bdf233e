using Hermetic.Assistant.Language;
using NodaTime;

namespace Hermetic.Assistant;

/// <summary>A text, reduced to typed facts; nothing of its wording is left.</summary>
/// <param name="ServiceId">The service that it names.</param>
/// <param name="Number">The number that it consists of, for "2" as an answer to a numbered list.</param>
/// <param name="Words">How many words it has.</param>
/// <param name="Cue">The fixed phrase that it consists of.</param>
/// <param name="Remark">What it says beside or instead of a task.</param>
/// <param name="Foreign">The language that it seems to be in, when that is none that is spoken here.</param>
internal sealed record Heard(
    Understanding Understanding, string? ServiceId, Topic Topic, int? Number, int Words, Cue Cue,
    Remark Remark, ForeignLanguage? Foreign)
{
    /// <summary>All services that it names.</summary>
    internal Options<string> ServiceIds { get; init; } = new([]);

    /// <summary>What the business has written that answers it.</summary>
    internal KnowledgeFinding? Knowledge { get; init; }

    /// <summary>It asks for more than a price: "what does it cost if I don't show up?"</summary>
    internal bool AsksMore { get; init; }

    /// <summary>What it asks that only a doctor or a pharmacist may answer.</summary>
    internal MedicalQuestion Medical { get; init; }

    /// <summary>The language that it asks for.</summary>
    internal LanguageQuestion? Language { get; init; }

    /// <summary>None of its words is known: "qwertz", "??".</summary>
    internal bool IsGibberish { get; init; }

    /// <summary>STOP, also beside somebody's distress or danger, which comes before everything else.</summary>
    internal bool SaysStop { get; init; }

    /// <summary>What it says about being reminded.</summary>
    internal required ReminderWords Reminder { get; init; }

    /// <summary>With whom; null when nothing is said about that.</summary>
    internal StaffWish? Staff { get; init; }

    /// <summary>Somebody is asked for by a name that nobody of the business has.</summary>
    internal bool Stranger { get; init; }

    /// <summary>For how many people; 1 when nobody else is spoken of.</summary>
    internal int People { get; init; } = 1;

    /// <summary>The person is on their way and late.</summary>
    internal bool Late { get; init; }

    /// <summary>"Can you fit me in today": somebody wants to come.</summary>
    internal bool Comes { get; init; }

    /// <summary>"Book me one then".</summary>
    internal bool Wants { get; init; }

    /// <summary>"Cancel it and book a new one": one appointment in place of another.</summary>
    internal bool Rebooks { get; init; }

    /// <summary>A day of the week, and not which one.</summary>
    internal bool IsWeekday { get; init; }

    /// <summary>How many words are left without those around an answer: 2 in "ok tomorrow morning would be fine".</summary>
    internal int Essential { get; init; }

    /// <summary>"The same time on friday": that of the appointment that is spoken about.</summary>
    internal bool SameTime { get; init; }

    /// <summary>"And a beard trim after that": beside what is being booked, or was.</summary>
    internal bool Adds { get; init; }

    /// <summary>Somebody has lost somebody.</summary>
    internal bool Mourns { get; init; }

    /// <summary>In Arabic, Cyrillic, Chinese or the like.</summary>
    internal bool IsInOtherScript { get; init; }

    /// <summary>"Are you sure?": whether what was agreed holds.</summary>
    internal bool Doubts { get; init; }

    /// <summary>"I will not come": an appointment is to be cancelled.</summary>
    internal bool StaysAway { get; init; }

    /// <summary>It asks for a treatment by a name that nothing of the business has.</summary>
    internal bool NamesNoService { get; init; }

    /// <summary>The appointment is for an animal.</summary>
    internal bool ForAnimal { get; init; }

    /// <summary>"Every wednesday": more than one appointment at once.</summary>
    internal bool Repeats { get; init; }

    /// <summary>"Actually", "I meant": it corrects what was said before.</summary>
    internal bool Corrects { get; init; }

    /// <summary>"An hour later"; its words are not among the times then.</summary>
    internal Shift? Shift { get; init; }

    /// <summary>Which of several is meant: 1 for the first, <see cref="Answers.Last"/> for the last one.</summary>
    internal int? Ordinal { get; init; }

    /// <summary>"The next free one".</summary>
    internal bool Soon { get; init; }

    /// <summary>"It", "that": something that was spoken about.</summary>
    internal bool PointsBack { get; init; }

    internal Intent Intent => Understanding.Intent;

    internal bool Sure => Understanding.Safety || Understanding.Confidence >= EmbeddedBrain.Acts;

    internal YesNo Answer => Cue switch
    {
        Cue.Confirm => YesNo.Yes,
        Cue.Keep => YesNo.No,
        _ => Understanding.Reply,
    };

    /// <summary>It names something of an appointment, or points at something that was offered.</summary>
    internal bool NamesSlot => HasTimes || Soon || NoSuchDay is not null || Number is not null || RulesOut
        || ServiceId is not null || Staff is not null || Stranger || Shift is not null || Ordinal is not null
        || SameTime || Cue is Cue.Any or Cue.Other or Cue.Staff;

    internal bool HasTimes => Understanding.Times.Count > 0;

    /// <summary>It names a day or a time that will not do.</summary>
    internal bool RulesOut => Understanding.Excluded.Count > 0;

    internal NoSuchDay? NoSuchDay => Understanding.NoSuchDay;

    internal static Heard From(ReadOnlySpan<byte> utf8, IBrain brain, LocalDateTime now, Business business)
    {
        var understanding = EverydayNames.Understand(utf8, brain, now, business);
        Span<byte> buffer = stackalloc byte[FoldedText.Limit + 8];
        var folded = buffer[..FoldedText.Fold(utf8, buffer)];
        var cues = Cues.For(understanding.Language);
        var services = ServiceLexicon.Of(business);
        var serviceId = services.Find(folded);
        var staff = StaffLexicon.Of(business).Find(folded)
            ?? (Answers.IsAnyone(folded) ? StaffWish.Anyone : null);
        var stranger = staff is null && NamedStranger.IsIn(utf8);
        var somebody = stranger || staff?.StaffId is not null;
        var topic = serviceId is null && RotaQuestion.IsIn(folded, somebody)
            ? Topic.Staff : cues.TopicOf(folded, serviceId is not null);
        var aboutHours = topic is Topic.Hours or Topic.Staff;
        var named = Occasions.Of(business).In(folded, understanding.Times, aboutHours, now.Date);
        var words = folded.Count((byte)' ') - 1;
        var moves = understanding is
        {
            Intent: Intent.Reschedule, Confidence: >= EmbeddedBrain.Acts, Times: [],
        };
        var remark = Remarks.For(understanding.Language).Find(folded);
        var (shift, soon) = (Shift.Read(folded, words, moves), Answers.IsSoon(folded));
        var people = Company.In(folded, services, ref named);
        if (people == 1)
            named = BareHour.WithMorning(folded, BareHour.In(folded, services, named, brain, now));
        var corrects = understanding.Reply == YesNo.No || Correction.IsIn(folded);
        var heard = new Heard(
            understanding with
            {
                Times = Times(
                    named, shift, soon, brief: words <= 5 || Wishes.Comes(folded), now, Wishes.HasSince(folded)),
            },
            serviceId,
            topic,
            OnlyNumber(folded) ?? (people == 1 ? OnlyNumber(Essence.Of(folded)) : null),
            words,
            CueIn(folded, cues, understanding, refuses: staff is null && StaffLexicon.Of(business).RefusesOne(folded)),
            remark,
            ForeignWords.All.Find(folded))
        {
            ServiceIds = services.FindAll(folded),
            Knowledge = KnowledgeIndex.Of(business).FindInAny(utf8),
            AsksMore = KnowledgeIndex.Of(business).AsksMore(utf8, strangers: topic == Topic.None),
            Medical = Medicine.For(understanding.Language).Find(folded),
            Language = LanguageQuestion.Find(folded, words),
            IsGibberish = !KnownWords.For(understanding.Language).HasOneOf(folded),
            SaysStop = StopBeside.Stops(understanding)
                || (remark is Remark.Distress or Remark.Danger && StopBeside.IsIn(utf8, brain, now)),
            Reminder = ReminderWords.Read(folded),
            Staff = staff,
            Stranger = stranger,
            People = people,
            IsInOtherScript = OtherScript.IsIn(utf8),
            ForAnimal = Animals.IsFor(folded, services),
            Corrects = corrects,
            Shift = shift,
            Soon = soon,
        }.WithWordsOf(folded);
        // The folded copy is content; the frame that held it is about to be anybody's.
        folded.Clear();
        return heard;
    }

    /// <summary>What fixed phrases say, each by itself and whatever else is said.</summary>
    private Heard WithWordsOf(ReadOnlySpan<byte> folded) => this with
    {
        Late = Lateness.IsIn(folded),
        Repeats = Repetition.IsIn(folded),
        Mourns = Grief.IsIn(folded),
        NamesNoService = ServiceId is null && NamedTreatment.IsIn(folded),
        Comes = Wishes.Comes(folded),
        Wants = Wishes.Wants(folded, ServiceId is not null),
        Rebooks = Wishes.Rebooks(folded),
        IsWeekday = Wishes.IsWeekday(folded),
        Essential = Essence.Of(folded).Count((byte)' ') - 1,
        SameTime = Wishes.IsSameTime(folded),
        Adds = Wishes.Adds(folded),
        Doubts = Wishes.Doubts(folded),
        StaysAway = Wishes.StaysAway(folded),
        Ordinal = Answers.OrdinalIn(folded),
        PointsBack = Answers.PointsBack(folded),
    };

    /// <param name="refuses">Somebody is named with whom it shall not be.</param>
    private static Cue CueIn(ReadOnlySpan<byte> folded, Cues cues, Understanding understanding, bool refuses) =>
        Answers.CallsOff(folded) ? Cue.NeverMind
        : cues.CueOf(folded) is var cue and not Cue.None ? cue
        : Answers.Drops(folded) && !BeginsATask(understanding) ? Cue.NeverMind
        : refuses ? Cue.Staff
        : Answers.CueOf(folded);

    internal Heard WithTime(TimeReading time) =>
        this with { Understanding = Understanding with { Times = [time] } };

    /// <summary>
    /// "An hour later" is not an hour from now, and "as soon as possible" is not this minute, nor is the "now" of a
    /// long sentence; "toothache since yesterday" wants no appointment of yesterday.
    /// </summary>
    private static IReadOnlyList<TimeReading> Times(
        IReadOnlyList<TimeReading> times, Shift? shift, bool soon, bool brief, LocalDateTime now, bool since) =>
        shift?.Amount is not null ? []
        : since ? [.. times.Where(time => time.Best.Start > now)]
        : soon ? [.. times.Where(time => !time.Best.HasTime || time.Best.Start > now.PlusMinutes(1))]
        : brief ? times
        : [.. times.Where(time => !time.Best.HasTime || time.Best.Start != now)];

    private static bool BeginsATask(Understanding understood) =>
        understood.Safety || understood.Times.Count > 0
        || (understood.Confidence >= EmbeddedBrain.Acts
            && understood.Intent is Intent.BookAppointment or Intent.CancelAppointment or Intent.Availability
                or Intent.ListAppointments or Intent.OpeningHours);

    private static int? OnlyNumber(ReadOnlySpan<byte> folded) =>
        folded.Length is >= 3 and <= 4 && int.TryParse(folded[1..^1], out var number) ? number : null;
}
