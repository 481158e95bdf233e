using System.Globalization;
using System.Text;

namespace Hermetic.Assistant;

/// <summary>The words of a folded text by their places; a place outside of it holds no word.</summary>
internal readonly ref struct FoldedWords
{
    private readonly ReadOnlySpan<byte> _folded;
    private readonly Span<Range> _places;

    /// <param name="places">Room for as many words as are looked at.</param>
    internal FoldedWords(ReadOnlySpan<byte> folded, Span<Range> places)
    {
        _folded = folded;
        _places = places;
        var start = 0;
        for (var at = 0; at < folded.Length && Count < places.Length; at++)
        {
            if (folded[at] != (byte)' ')
                continue;
            if (at > start)
                places[Count++] = start..at;
            start = at + 1;
        }
    }

    internal int Count { get; }

    internal bool Is(int at, params ReadOnlySpan<string> words) => IsOneOf(Word(at), words);

    /// <summary>As <see cref="Is"/>, whether or not a number is glued to it: "2h".</summary>
    internal bool IsUnit(int at, params ReadOnlySpan<string> words) =>
        IsOneOf(Word(at)[Digits(at)..], words);

    /// <summary>One of the words stands here or later.</summary>
    internal bool AnyIs(int at, params ReadOnlySpan<string> words)
    {
        for (; at < Count; at++)
        {
            if (Is(at, words))
                return true;
        }
        return false;
    }

    /// <summary>1 to 999, with which the word begins.</summary>
    internal int? LeadingNumber(int at) =>
        Digits(at) is > 0 and <= 3 and var digits
        && int.TryParse(Word(at)[..digits], CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;

    private int Digits(int at)
    {
        var word = Word(at);
        var digits = word.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return digits < 0 ? word.Length : digits;
    }

    /// <summary>The text from this word on, with the space before it; empty where there is none.</summary>
    internal ReadOnlySpan<byte> From(int at) =>
        at >= 0 && at < Count ? _folded[(_places[at].Start.Value - 1)..] : default;

    internal ReadOnlySpan<byte> Word(int at) => at >= 0 && at < Count ? _folded[_places[at]] : default;

    private static bool IsOneOf(ReadOnlySpan<byte> word, ReadOnlySpan<string> words)
    {
        foreach (var one in words)
        {
            if (Ascii.Equals(word, one))
                return true;
        }
        return false;
    }
}
