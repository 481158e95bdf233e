using NodaTime;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Understanding without network, key or weights: tables, and a model trained from a table of ours when it is
/// made (a fraction of a second). Safe for many threads at once.
/// </summary>
public sealed class EmbeddedBrain : IBrain
{
    /// <summary>From this confidence on the assistant acts; below it, it asks.</summary>
    public const double Acts = 0.70;

    private const string Language = "en";

    private readonly Vocabulary _vocabulary = new();
    private readonly SafetyLexicon _safety;
    private readonly ReplyLexicon _replies;
    private readonly TimeReader _times;
    private readonly IntentModel _intents;
    private readonly ResolutionPolicy _policy;

    private static readonly Lazy<EmbeddedBrain> OfBusinesses = new(() => new EmbeddedBrain());

    /// <summary>The one of this process for the usual policy: it is made once.</summary>
    public static EmbeddedBrain Shared => OfBusinesses.Value;

    /// <param name="policy">How ambiguous times are settled; a business's when null.</param>
    public EmbeddedBrain(ResolutionPolicy? policy = null)
    {
        _policy = policy ?? ResolutionPolicy.Business;
        _safety = new SafetyLexicon(Language, _vocabulary);
        _replies = new ReplyLexicon(Language, _vocabulary);
        _times = new TimeReader(new TimeLexicon(Language, _vocabulary));
        _intents = IntentTraining.Train(Examples());
    }

    /// <summary>Safety words first, then the intent; times and yes or no are read in any case.</summary>
    public Understanding Understand(ReadOnlySpan<byte> utf8, LocalDateTime reference)
    {
        using var text = Tokenizer.Tokenize(utf8);
        var words = _vocabulary.Number(text);
        var expressions = _times.Read(text, words);
        var reply = _replies.Read(text, words);
        if (_safety.Decide(text, words) is { } decided)
            return Understood(decided, 1, null, safety: true);
        var verdict = _intents.Classify(MessageFeatures.Extract(text, expressions));
        return Understood(verdict.Intent, verdict.Confidence, verdict.RunnerUp, safety: false);

        Understanding Understood(Intent intent, double confidence, Intent? runnerUp, bool safety)
        {
            var moves = intent == Intent.Reschedule && confidence >= Acts && !safety;
            var times = NamedTimes.Of(expressions, moves, reference, _policy);
            return new Understanding(Language, intent, confidence, runnerUp, times.Wanted, reply, safety)
            {
                NoSuchDay = times.Missing,
                Excluded = times.RuledOut,
            };
        }
    }

    /// <summary>
    /// Whether a message says yes or no and nothing else: "no, thanks", not "no-chip manicure".
    /// </summary>
    internal bool IsOnlyAnswer(ReadOnlySpan<byte> utf8)
    {
        using var text = Tokenizer.Tokenize(utf8);
        return _replies.IsAll(text, _vocabulary.Number(text));
    }

    private List<Example> Examples()
    {
        var examples = new List<Example>();
        Table.Read(
            $"{Language}.intents.tsv",
            2,
            (line, columns) =>
            {
                var intent =
                    IntentNames.FromWire(line[columns[0]])
                    ?? throw new FormatException("The first column of the training table names an intent.");
                Table.ForEachPhrase(
                    line[columns[1]],
                    utterance =>
                    {
                        using var text = Tokenizer.Tokenize(utterance);
                        var times = _times.Read(text, _vocabulary.Number(text));
                        examples.Add(new Example(intent, MessageFeatures.Extract(text, times)));
                    }
                );
            }
        );
        return examples;
    }
}
