using System.Text;
using Hermetic.Cryptography;
using Hermetic.Domain;
using Hermetic.Storage.Engine;

namespace Hermetic.Storage.Tests;

/// <summary>A copy of somebody's data is downloaded once, by whoever has the code, or by nobody.</summary>
public abstract class ExportsContract(IEngine engine) : Contract(engine)
{
    private static readonly AccessRecord _record =
        new("subject.export-tested", "service:contract", Target.Deployment, Allowed: true);

    private readonly Guid _id = RowIds.New();

    [Fact]
    public async Task A_copy_cannot_be_asked_for_before_it_is_offered()
    {
        var lease = await BeginAsync();

        Assert.Null(await TryAsync());

        await OfferAsync(lease);
        Assert.Equal(lease.Subject, (await TryAsync())!.Id);
    }

    [Fact]
    public async Task Its_pieces_come_back_in_their_order_and_end_where_they_end()
    {
        var lease = await BeginAsync(pieces: 3);
        await OfferAsync(lease);

        for (var position = 0; position < 3; position++)
            Assert.True(Holds(Piece(position)!, _id, lease.Subject, Encoding.UTF8.GetBytes($"piece {position}")));
        Assert.Null(Piece(3));
    }

    [Fact]
    public async Task It_is_taken_once()
    {
        await OfferAsync(await BeginAsync());
        await TryAsync();

        Assert.True(await TakeAsync());
        Assert.False(await TakeAsync());
        Assert.Null(await TryAsync());
    }

    [Fact]
    public async Task Of_many_who_have_the_code_at_once_exactly_one_gets_it()
    {
        await OfferAsync(await BeginAsync());

        var taken = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => TakeAsync()));

        Assert.Single(taken, won => won);
    }

    [Fact]
    public async Task The_fifth_wrong_code_destroys_it_and_not_the_fourth()
    {
        await OfferAsync(await BeginAsync());
        for (var wrong = 1; wrong <= 5; wrong++)
        {
            Assert.NotNull(await TryAsync());
            Assert.Equal(wrong == 5, await RefuseAsync());
        }

        Assert.Null(await TryAsync());
        Assert.Equal(0, Engine.Count("select count(*) from export"));
        Assert.Equal(0, Engine.Count("select count(*) from export_chunk"));
        Assert.Equal(5, Recorded("subject.export-tested"));
    }

    [Fact]
    public async Task A_sixth_code_is_not_even_looked_at_while_five_are_in_flight()
    {
        await OfferAsync(await BeginAsync());

        var tries = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryAsync()));

        Assert.Equal(Exports.MostTries, tries.Count(one => one is not null));
    }

    [Fact]
    public async Task The_right_code_may_be_the_fifth()
    {
        await OfferAsync(await BeginAsync());
        for (var wrong = 1; wrong <= 4; wrong++)
        {
            await TryAsync();
            await RefuseAsync();
        }

        Assert.NotNull(await TryAsync());
        Assert.True(await TakeAsync());
    }

    [Fact]
    public async Task Its_hour_ends_it()
    {
        await OfferAsync(await BeginAsync());

        Clock.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await TryAsync());
        Assert.Equal(0, await ExpireAsync());

        Clock.Advance(TimeSpan.FromHours(1));
        Assert.Null(await TryAsync());
        Assert.Equal(1, await ExpireAsync());
        Assert.Equal(0, Engine.Count("select count(*) from export_chunk"));
        Assert.Equal(1, Recorded("subject.export-tested"));
    }

    [Fact]
    public async Task What_a_crash_left_half_made_or_half_downloaded_goes_without_a_word()
    {
        await BeginAsync();
        var other = RowIds.New();
        var lease = await BeginAsync(other);
        await OfferAsync(lease, other);
        await Database.CommitAsync(transaction => Exports.Take(transaction, other, _record));
        Clock.Advance(TimeSpan.FromDays(2));

        Assert.Equal(0, await ExpireAsync());

        Assert.Equal(0, Engine.Count("select count(*) from export"));
    }

    [Fact]
    public async Task A_newer_copy_replaces_the_one_before_it_and_says_so()
    {
        var lease = await BeginAsync();
        await OfferAsync(lease);
        var newer = RowIds.New();

        await Database.CommitAsync(transaction =>
            Exports.Begin(transaction, lease, newer, Hour + 24, _record));

        Assert.Null(await TryAsync());
        Assert.Equal(1, Engine.Count("select count(*) from export"));
        Assert.Equal(0, Engine.Count("select count(*) from export_chunk"));
        Assert.Equal(1, Recorded("subject.export-tested"));
    }

    [Fact]
    public async Task Another_activation_ends_the_making()
    {
        var lease = await BeginAsync();
        await Database.CommitAsync(transaction => Claim(transaction, lease.Id));

        await Assert.ThrowsAsync<FencedException>(() => AppendAsync(lease, _id, 1));
    }

    [Fact]
    public async Task A_piece_of_a_copy_that_is_gone_is_not_stored()
    {
        var lease = await BeginAsync();
        await Database.CommitAsync(transaction => Exports.Delete(transaction, _id));

        await Assert.ThrowsAsync<FencedException>(() => AppendAsync(lease, _id, 1));
        await Assert.ThrowsAsync<FencedException>(() => OfferAsync(lease));
    }

    [Fact]
    public async Task Nobody_offers_the_copy_of_somebody_else()
    {
        await BeginAsync();
        var other = await WelcomeAsync();

        await Assert.ThrowsAsync<FencedException>(() => Database.CommitAsync(transaction => Exports.Offer(
            transaction, Proof<ExportSubject>(Target.Of(other.Subject)), _id)));
        Assert.Null(await TryAsync());
    }

    [Fact]
    public async Task The_copy_of_somebody_who_is_being_erased_is_not_handed_out()
    {
        var lease = await BeginAsync();
        await OfferAsync(lease);
        await Database.CommitAsync(transaction =>
            Erasures.Begin(transaction, Proof<EraseSubject>(Target.Of(lease.Subject)), lease.Subject));

        Assert.Null(await TryAsync());
    }

    [Fact]
    public async Task An_unknown_id_is_nobodys()
    {
        await OfferAsync(await BeginAsync());

        Assert.Null(await Database.CommitAsync(transaction => Exports.Try(transaction, RowIds.New())));
    }

    private long Hour => (long)(Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalHours;

    private Task<ConversationLease> BeginAsync(int pieces = 1) => BeginAsync(_id, pieces);

    private async Task<ConversationLease> BeginAsync(Guid id, int pieces = 1)
    {
        var lease = await ClaimAsync(await WelcomeAsync());
        await Database.CommitAsync(transaction => Exports.Begin(transaction, lease, id, Hour + 24, _record));
        for (var position = 0; position < pieces; position++)
            await AppendAsync(lease, id, position);
        return lease;
    }

    private Task AppendAsync(ConversationLease lease, Guid id, int position)
    {
        var piece = Seal<ExportContent>(id, lease.Subject, Encoding.UTF8.GetBytes($"piece {position}"));
        return Database.CommitAsync(transaction => Exports.Append(transaction, lease, id, position, piece));
    }

    private Task OfferAsync(ConversationLease lease, Guid? id = null) => Database.CommitAsync(transaction =>
        Exports.Offer(transaction, Proof<ExportSubject>(Target.Of(lease.Subject)), id ?? _id));

    private Task<Subject?> TryAsync() => Database.CommitAsync(transaction => Exports.Try(transaction, _id));

    private Task<bool> TakeAsync() => Database.CommitAsync(transaction => Exports.Take(transaction, _id, _record));

    private Task<bool> RefuseAsync() =>
        Database.CommitAsync(transaction => Exports.Refuse(transaction, _id, _record));

    private Task<int> ExpireAsync() =>
        Database.CommitAsync(transaction => Exports.Expire(transaction, _ => _record));

    private Sealed<ExportContent>? Piece(int position) =>
        Database.Read(session => Exports.Piece(session, _id, position));

    private int Recorded(string action) =>
        Database.Read(session => LedgerEntries.Unnumbered(session, most: 100)).Count(entry =>
            Encoding.UTF8.GetString(entry.Body.Span).Contains($"\"{action}\"", StringComparison.Ordinal));
}
