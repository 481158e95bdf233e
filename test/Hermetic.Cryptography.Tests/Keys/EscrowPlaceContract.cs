using System.Security.Cryptography;

namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>What every place of an escrow has to do, whatever it is made of.</summary>
public abstract class EscrowPlaceContract : IAsyncDisposable
{
    private const string Folder = "roots";
    private const string Name = "root.0000000001";

    /// <summary>An empty place.</summary>
    protected abstract ValueTask<IEscrowPlace> OpenAsync();

    /// <summary>Makes it unreachable.</summary>
    protected abstract ValueTask TakeAwayAsync();

    /// <summary>As it was before.</summary>
    protected abstract ValueTask BringBackAsync();

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_place_that_was_never_used_is_empty()
    {
        using var place = await OpenAsync();
        Assert.Empty(await place.ListAsync(Folder, default));
        Assert.Null(await place.ReadAsync(Folder, Name, default));
        await place.DestroyAsync(Folder, Name, default);
    }

    [Theory]
    [InlineData(1), InlineData(90), InlineData(8282), InlineData(100_000)]
    public async Task What_is_written_is_read_as_it_was(int length)
    {
        using var place = await OpenAsync();
        var content = RandomNumberGenerator.GetBytes(length);
        await place.WriteAsync(Folder, Name, content, default);
        Assert.Equal(content, (await place.ReadAsync(Folder, Name, default))!.Value.ToArray());
        Assert.Equal([Name], await place.ListAsync(Folder, default));
        Assert.Empty(await place.ListAsync("pages", default));
        Assert.Null(await place.ReadAsync("pages", Name, default));
    }

    [Fact]
    public async Task A_second_writing_takes_the_place_of_the_first_whatever_its_length()
    {
        using var place = await OpenAsync();
        foreach (var length in new[] { 500, 5, 5000 })
        {
            var content = RandomNumberGenerator.GetBytes(length);
            await place.WriteAsync(Folder, Name, content, default);
            Assert.Equal(content, (await place.ReadAsync(Folder, Name, default))!.Value.ToArray());
        }
        Assert.Single(await place.ListAsync(Folder, default));
    }

    [Fact]
    public async Task What_is_destroyed_is_gone_and_nothing_else_is()
    {
        using var place = await OpenAsync();
        await place.WriteAsync(Folder, Name, "one"u8.ToArray(), default);
        await place.WriteAsync(Folder, "root.0000000002", "two"u8.ToArray(), default);
        await place.DestroyAsync(Folder, Name, default);
        Assert.Equal(["root.0000000002"], await place.ListAsync(Folder, default));
        Assert.Null(await place.ReadAsync(Folder, Name, default));
        await place.DestroyAsync(Folder, Name, default);
    }

    [Fact]
    public async Task Opened_again_it_has_what_it_had()
    {
        using (var place = await OpenAsync())
            await place.WriteAsync(Folder, Name, "kept"u8.ToArray(), default);
        using var again = await ReopenAsync();
        Assert.Equal("kept"u8.ToArray(), (await again.ReadAsync(Folder, Name, default))!.Value.ToArray());
    }

    [Fact]
    public async Task Out_of_reach_each_call_says_so_in_a_sentence_and_it_goes_on_afterwards()
    {
        var place = await OpenAsync();
        await place.WriteAsync(Folder, Name, "kept"u8.ToArray(), default);
        await TakeAwayAsync();
        foreach (var call in new Func<Task>[]
        {
            async () => await place.ListAsync(Folder, default),
            async () => await place.ReadAsync(Folder, Name, default),
            async () => await place.WriteAsync(Folder, Name, new byte[3], default),
            async () => await place.DestroyAsync(Folder, Name, default),
        })
        {
            var refused = await Assert.ThrowsAsync<EscrowException>(call);
            Assert.EndsWith(".", refused.Message.TrimEnd('?') + ".", StringComparison.Ordinal);
            Assert.Null(refused.InnerException);
        }
        place.Dispose();
        await BringBackAsync();
        using var again = await ReopenAsync();
        Assert.Equal("kept"u8.ToArray(), (await again.ReadAsync(Folder, Name, default))!.Value.ToArray());
    }

    [Fact]
    public async Task It_says_what_it_is_and_what_a_destruction_is_worth()
    {
        using var place = await OpenAsync();
        Assert.Matches("^[a-z]+$", place.Kind);
        Assert.NotEmpty(place.Description);
        Assert.NotEmpty(place.Assurance.Explanation);
    }

    /// <summary>The same place once more.</summary>
    protected abstract ValueTask<IEscrowPlace> ReopenAsync();
}
