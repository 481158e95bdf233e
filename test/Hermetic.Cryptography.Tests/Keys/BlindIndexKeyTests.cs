namespace Hermetic.Cryptography.Tests.Keys;

/// <summary>Tags of a value under each version of the key that is kept.</summary>
public sealed class BlindIndexKeyTests : IDisposable
{
    private readonly KeysOnDisk _disk = new();
    private readonly KeyDirectory _keys;

    public BlindIndexKeyTests() => _keys = _disk.CreateCommitted();

    public void Dispose()
    {
        _keys.Dispose();
        Assert.Equal(0, _disk.Arena.InUse);
        _disk.Dispose();
    }

    [Fact]
    public void While_one_version_is_kept_there_is_one_tag_of_sixteen_bytes()
    {
        var tag = Key.Tag("p", "value"u8);

        Assert.Equal((1, 16), (tag.Active.Version, tag.Active.ToArray().Length));
        Assert.True(tag.Others.IsEmpty);
        Assert.Equal([tag.Active], tag.All());
        Assert.Empty(Key.OtherBuckets("p", "value"u8));
        Assert.InRange(Key.Bucket("p", "value"u8), 0, 65_535);
    }

    [Fact]
    public void One_tag_allocates_nothing_while_one_version_is_kept()
    {
        Key.Tag("p", "value"u8, "more"u8);
        var key = new MacKey(_disk.Arena.RentRandom(32));
        var (alone, ring) = (Allocated(() => key.Tag("p", "value"u8, "more"u8)), Allocated(() => Key.Tag("p", "value"u8, "more"u8)));
        key.Dispose();

        Assert.Equal(alone, ring);
    }

    [Fact]
    public void A_version_that_is_not_active_yet_finds_and_does_not_make()
    {
        var before = Key.Tag("p", "value"u8);

        Add();

        var tag = Key.Tag("p", "value"u8);
        Assert.Equal((before.Active, 1), (tag.Active, Key.Version));
        Assert.Equal(2, Assert.Single(tag.Others.ToArray()).Version);
    }

    [Fact]
    public void The_active_version_makes_and_every_other_that_is_kept_finds()
    {
        var (first, bucket) = (Key.Tag("p", "value"u8).Active, Key.Bucket("p", "value"u8));
        Add();
        Move(KeyState.DecryptOnly, KeyState.Active);
        Add();
        Move(KeyState.DecryptOnly, KeyState.DecryptOnly, KeyState.Active);

        var tag = Key.Tag("p", "value"u8);

        Assert.Equal([3, 2, 1], tag.All().Select(one => one.Version));
        Assert.Equal((3, 20), (Key.Version, tag.Active.ToArray().Length));
        Assert.Equal(first, tag.Under(1));
        Assert.True(tag.Includes(first));
        Assert.False(tag.Includes(Key.Tag("p", "other"u8).Active));
        Assert.InRange(Key.Bucket("p", "value"u8), 131_072, 196_607);
        var others = Key.OtherBuckets("p", "value"u8);
        Assert.InRange(others[0], 65_536, 131_071);
        Assert.Equal(bucket, others[1]);
        Move(KeyState.Destroyed, KeyState.DecryptOnly, KeyState.Active);
        Assert.Null(Key.Tag("p", "value"u8).Under(1));
    }

    [Fact]
    public void Two_and_three_values_are_told_apart_under_each_version()
    {
        Add();
        var tags = new[] { Key.Tag("p", "ab"u8), Key.Tag("p", "a"u8, "b"u8), Key.Tag("p", "a"u8, "b"u8, ""u8) };

        Assert.Equal(6, tags.SelectMany(tag => tag.All()).Distinct().Count());
    }

    [Fact]
    public void A_tag_alone_is_found_by_itself()
    {
        RingTag tag = Tag.FromBytes(new byte[16]);

        Assert.Equal([tag.Active], RingTag.FromTag(tag.Active).All());
        Assert.Equal([default(Tag)], default(RingTag).All());
    }

    private BlindIndexKey Key => _keys.Ring.BlindIndex;

    private static long Allocated(Action make)
    {
        make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            make();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / 100;
    }

    private void Add() => AtOnce.Finish(_keys.AddVersionAsync(RingKey.BlindIndex, new(2026, 11, 23), default));

    /// <summary>The versions of the key come to these states.</summary>
    private void Move(params KeyState[] states) => AtOnce.Finish(_keys.MoveVersionsAsync(
        [
            .. _keys.Ring.Versions.Select(version => version.Key == RingKey.BlindIndex
                ? version with { State = states[version.Version - 1] }
                : version),
        ],
        _keys.Ring.Epoch + 1, default));
}
