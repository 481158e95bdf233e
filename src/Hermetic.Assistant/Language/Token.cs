namespace Hermetic.Assistant.Language;

public enum TokenKind : byte
{
    /// <summary>Letters, folded to lower case without diacritics or apostrophes.</summary>
    Word,

    /// <summary>A run of digits of any script.</summary>
    Number,

    /// <summary>One punctuation mark; a run of the same mark is one token.</summary>
    Mark,

    /// <summary>An emoji or another symbol.</summary>
    Symbol,
}

/// <summary>
/// One token of a message: where it stands and where its folded bytes are; never the text itself.
/// </summary>
/// <param name="Start">Byte offset in the message.</param>
/// <param name="Length">Bytes in the message, with diacritics and apostrophes.</param>
/// <param name="Value">The number, saturated at 999,999,999; for a mark its ASCII code; else 0.</param>
/// <param name="Digits">How many digits a number has; 0 for all else.</param>
/// <param name="Glued">Nothing stands between this token and the one before ("3pm" is two glued
/// tokens).</param>
public readonly record struct Token(
    TokenKind Kind,
    int Start,
    int Length,
    int FoldedStart,
    int FoldedLength,
    int Value,
    byte Digits,
    bool Glued
)
{
    public bool IsMark(char mark) => Kind == TokenKind.Mark && Value == mark;
}
