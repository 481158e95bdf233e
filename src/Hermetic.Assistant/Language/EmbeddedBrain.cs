using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>Understanding without network, key or weights: tables and a model trained from a table of ours.</summary>
public sealed class EmbeddedBrain : IBrain
{
    private readonly Vocabulary _vocabulary = new();
    private readonly TimeReader _times;
    private readonly ResolutionPolicy _policy;

    public EmbeddedBrain(ResolutionPolicy? policy = null)
    {
        _policy = policy ?? ResolutionPolicy.Business;
        _times = new TimeReader(new TimeLexicon("en", _vocabulary));
    }

    public Understanding Understand(ReadOnlySpan<byte> utf8, LocalDateTime reference)
    {
        using var text = Tokenizer.Tokenize(utf8);
        var words = _vocabulary.Number(text);
        var times = new List<TimeReading>();
        foreach (var expression in _times.Read(text, words))
        {
            if (TimeResolver.Resolve(expression, reference, _policy) is { } reading)
                times.Add(reading);
        }
        return new Understanding("en", Intent.OutOfScope, 0, null, times, YesNo.Neither, Safety: false);
    }
}
