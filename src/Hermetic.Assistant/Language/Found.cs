namespace Hermetic.Assistant.Language;

/// <summary>A time where it stands in the text.</summary>
internal readonly record struct Found(int Start, int End, TimeExpression Time);
