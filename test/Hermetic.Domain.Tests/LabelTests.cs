using CsCheck;

namespace Hermetic.Domain.Tests;

public sealed class LabelTests
{
    private static readonly SubjectId Ada = SubjectId.New();
    private static readonly SubjectId Bob = SubjectId.New();

    private static readonly Gen<Label> OfAda =
        from integrity in Gen.Enum<Integrity>()
        from owned in Gen.Bool
        select new Label(integrity, owned ? Ada : null);

    [Fact]
    public void A_join_is_never_more_trusted_than_its_parts() =>
        Gen.Select(OfAda, OfAda).Sample((left, right) =>
        {
            var join = left.Join(right);
            Assert.True(join.Integrity <= left.Integrity && join.Integrity <= right.Integrity);
        });

    [Fact]
    public void A_join_keeps_the_owner() => Gen.Select(OfAda, OfAda).Sample((left, right) =>
        Assert.Equal(left.Owner is not null || right.Owner is not null ? Ada : null, left.Join(right).Owner));

    [Fact]
    public void Joining_is_commutative_associative_and_idempotent() =>
        Gen.Select(OfAda, OfAda, OfAda).Sample((one, two, three) =>
        {
            Assert.Equal(one.Join(two), two.Join(one));
            Assert.Equal(one.Join(two).Join(three), one.Join(two.Join(three)));
            Assert.Equal(one, one.Join(one));
        });

    [Fact]
    public void Two_peoples_data_may_not_be_mixed() => Assert.Throws<InvalidOperationException>(
        () => new Label(Integrity.Subject, Ada).Join(new Label(Integrity.Subject, Bob)));

    [Fact]
    public void A_sink_refuses_what_is_trusted_too_little()
    {
        var forwarded = new Labeled<int>(1, new Label(Integrity.Outside, Ada));

        Assert.Throws<InvalidOperationException>(
            () => forwarded.ReleaseTo(new Sink("calendar.write", Integrity.Subject, Ada)));
        Assert.Equal(1, forwarded.ReleaseTo(new Sink("whatsapp.reply", Integrity.Outside, Ada)));
    }

    [Fact]
    public void A_sink_refuses_another_persons_data() => Assert.Throws<InvalidOperationException>(
        () => new Labeled<int>(1, new Label(Integrity.Operator, Ada))
            .ReleaseTo(new Sink("whatsapp.reply", Integrity.Outside, Bob)));

    [Fact]
    public void A_transformed_value_keeps_its_label_and_a_combined_one_the_join()
    {
        var said = new Labeled<int>(2, new Label(Integrity.Subject, Ada));
        var fact = new Labeled<int>(3, Label.Business);

        Assert.Equal(said.Label, said.Map(value => value + 1).Label);
        Assert.Equal(new Label(Integrity.Subject, Ada), fact.With(said, (left, right) => left * right).Label);
        Assert.Equal(6, fact.With(said, (left, right) => left * right)
            .ReleaseTo(new Sink("whatsapp.reply", Integrity.Subject, Ada)));
    }

    [Fact]
    public void A_labelled_value_does_not_print() =>
        Assert.Equal("[labelled]", new Labeled<string>("secret", Label.Business).ToString());
}
