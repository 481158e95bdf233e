using System.Net;
using Hermetic.Cryptography;
using Hermetic.RootProviders.Tests.StandIns;
using Microsoft.Extensions.Time.Testing;

namespace Hermetic.RootProviders.Tests;

/// <summary>What a root provider promises when its key is in a service, and the service is down, slow, hostile or lying.</summary>
public abstract class KeyServiceContract : RootProviderContract
{
    private protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private protected abstract StandIn Service { get; }

    /// <summary>A part of the paths at which it encrypts and decrypts.</summary>
    protected abstract string EncryptPath { get; }

    protected abstract string DecryptPath { get; }

    /// <summary>What it means when a key that is there does not find what was wrapped.</summary>
    protected virtual RootFailure DecryptNotFound => RootFailure.Missing;

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, RootFailure.Refused)]
    [InlineData(HttpStatusCode.Forbidden, RootFailure.Refused)]
    [InlineData(HttpStatusCode.NotFound, RootFailure.Missing)]
    [InlineData(HttpStatusCode.TooManyRequests, RootFailure.Unavailable)]
    [InlineData(HttpStatusCode.InternalServerError, RootFailure.Unavailable)]
    [InlineData(HttpStatusCode.ServiceUnavailable, RootFailure.Unavailable)]
    public async Task What_the_service_refuses_is_a_sentence_without_its_words(HttpStatusCode status, RootFailure failure)
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        Service.Status = (int)status;
        Service.MisbehavesAt = DecryptPath;
        await FailsHereAsync(
            status == HttpStatusCode.NotFound ? DecryptNotFound : failure, () => UnwrapAsync(Root, wrapped, "system", 1));
        Service.MisbehavesAt = EncryptPath;
        await FailsHereAsync(failure, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
        Service.MisbehavesAt = "";
        await FailsHereAsync(failure, OpenAsync);
        Service.Status = null;
        Assert.Equal(new byte[32], await UnwrapAsync(Root, wrapped, "system", 1));
    }

    private protected virtual IReadOnlyList<(Misbehaviour Misbehaviour, RootFailure Failure)> Misbehaviours =>
    [
        (Misbehaviour.Cut, RootFailure.Unreachable), (Misbehaviour.CutInTheMiddle, RootFailure.Unreachable),
        (Misbehaviour.HalfJson, RootFailure.Nonsense), (Misbehaviour.Endless, RootFailure.Nonsense),
        (Misbehaviour.Redirecting, RootFailure.Nonsense), (Misbehaviour.Another, RootFailure.Nonsense),
    ];

    [Fact]
    public async Task An_answer_that_is_none_is_a_sentence_too_and_nothing_is_lost()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        foreach (var (misbehaviour, failure) in Misbehaviours)
        {
            Service.Misbehaviour = misbehaviour;
            Service.MisbehavesAt = DecryptPath;
            await FailsHereAsync(failure, () => UnwrapAsync(Root, wrapped, "system", 1));
            Service.MisbehavesAt = EncryptPath;
            await FailsHereAsync(failure, () => Root.WrapAsync(new byte[32], "system", 1, default).AsTask());
            Service.Misbehaviour = Misbehaviour.None;
            Assert.Equal(new byte[32], await UnwrapAsync(Root, wrapped, "system", 1));
        }
    }

    [Fact]
    public async Task A_service_that_says_nothing_is_waited_for_ten_seconds()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        Service.Misbehaviour = Misbehaviour.Silent;
        var waiting = UnwrapAsync(Root, wrapped, "system", 1);
        await Service.HasBeenSilent;
        Assert.False(waiting.IsCompleted);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var refused = await FailsHereAsync(RootFailure.Unreachable, () => waiting);
        Assert.Contains("within 10 seconds", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_named()
    {
        var wrapped = await Root.WrapAsync(new byte[32], "system", 1, default);
        var where = Service.Url.Authority;
        Service.Dispose();
        var refused = await FailsHereAsync(RootFailure.Unreachable, () => UnwrapAsync(Root, wrapped, "system", 1));
        Assert.Contains(where, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_directory_survives_an_outage_at_any_moment()
    {
        var path = Path.Combine(Folder, "a-deployment");
        using var made = await KeyDirectory.CreateAsync(path, Arena, Source, Guid.NewGuid(), default);
        made.Commit();
        Service.Misbehaviour = Misbehaviour.Cut;
        await FailsHereAsync(RootFailure.Unreachable, () => made.StoreRootAsync(2, default));
        await FailsHereAsync(RootFailure.Unreachable, () => made.LoadRootAsync(1, default));
        await FailsHereAsync(RootFailure.Unreachable, () => KeyDirectory.OpenAsync(path, Arena, Source, default));
        Assert.Equal([1], made.Epochs);
        Service.Misbehaviour = Misbehaviour.None;
        using var opened = await KeyDirectory.OpenAsync(path, Arena, Source, default);
        (await opened.LoadRootAsync(1, default)).Dispose();
    }

    private protected async Task<RootProviderException> FailsHereAsync(RootFailure failure, Func<Task> work)
    {
        var refused = await FailsAsync(failure, work);
        Assert.DoesNotContain(StandIn.Canary, refused.ToString(), StringComparison.OrdinalIgnoreCase);
        return refused;
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Service.Dispose();
        GC.SuppressFinalize(this);
    }
}
