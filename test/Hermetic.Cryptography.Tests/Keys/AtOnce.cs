namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>A root that is a file answers at once, and no test of files waits for anything else.</summary>
internal static class AtOnce
{
    public static ErasableRoot LoadRoot(this KeyDirectory keys, int epoch) => Result(keys.LoadRootAsync(epoch, default));

    public static ErasableRoot StoreRoot(this KeyDirectory keys, int epoch) => Result(keys.StoreRootAsync(epoch, default));

    public static void DestroyRoot(this KeyDirectory keys, int epoch) => Finish(keys.DestroyRootAsync(epoch, default));

    public static ReadOnlyMemory<byte> Wrap(this IRootProvider root, ReadOnlySpan<byte> secret, string purpose, int version) =>
        Result(root.WrapAsync(secret.ToArray(), purpose, version, default).AsTask());

    public static SecretBuffer Unwrap(this IRootProvider root, ReadOnlyMemory<byte> wrapped, string purpose, int version) =>
        Result(root.UnwrapAsync(wrapped, purpose, version, default).AsTask());

    public static IRootProvider Create(this FileRoot source, RootPlace place) =>
        Result(source.CreateAsync(place, default).AsTask());

    public static IRootProvider Open(this FileRoot source, RootPlace place) =>
        Result(source.OpenAsync(place, default).AsTask());

    public static T Result<T>(Task<T> task)
    {
        Assert.True(task.IsCompleted, "It waits.");
        return task.GetAwaiter().GetResult();
    }

    public static void Finish(Task task)
    {
        Assert.True(task.IsCompleted, "It waits.");
        task.GetAwaiter().GetResult();
    }
}
