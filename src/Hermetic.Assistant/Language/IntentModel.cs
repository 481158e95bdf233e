using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hermetic.Assistant.Language;

/// <summary>
/// A linear softmax over hashed features: one row of weights for each bucket, one column for each intent.
/// </summary>
internal sealed class IntentModel(float[] weights)
{
    /// <summary>
    /// Sharpens the probabilities a little: the trained model doubts itself more than text it has not seen
    /// shows that it should.
    /// </summary>
    public const float Temperature = 0.8f;

    public static int Classes => IntentNames.Count;

    public Verdict Classify(List<int> features)
    {
        Span<float> scores = stackalloc float[Classes];
        Score(weights, features, scores);
        foreach (ref var score in scores)
            score /= Temperature;
        Softmax(scores);
        var (best, second) = (0, 1);
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                (best, second) = (i, best);
            else if (i == 1 || scores[i] > scores[second])
                second = i;
        }
        return new Verdict((Intent)best, scores[best], (Intent)second);
    }

    /// <summary>
    /// Each feature weighs the same and the message as a whole weighs one, however long it is.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Score(float[] weights, List<int> features, Span<float> scores)
    {
        scores.Clear();
        foreach (var feature in CollectionsMarshal.AsSpan(features))
            AddTo(scores, weights.AsSpan(feature * Classes, Classes), 1);
        var norm = 1 / MathF.Sqrt(Math.Max(1, features.Count));
        foreach (ref var score in scores)
            score *= norm;
    }

    /// <summary>
    /// <c>sum += factor * row</c>, eight lanes at a time. A product and a sum, never fused: the model is the
    /// same on every processor.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Span<float> sum, ReadOnlySpan<float> row, float factor)
    {
        var i = 0;
        for (; i + Vector256<float>.Count <= row.Length; i += Vector256<float>.Count)
            (Vector256.Create<float>(sum[i..]) + (Vector256.Create<float>(row[i..]) * factor)).CopyTo(
                sum[i..]
            );
        for (; i < row.Length; i++)
            sum[i] += row[i] * factor;
    }

    public static void Softmax(Span<float> scores)
    {
        var (most, sum) = (float.MinValue, 0f);
        foreach (var score in scores)
            most = MathF.Max(most, score);
        foreach (ref var score in scores)
        {
            score = MathF.Exp(score - most);
            sum += score;
        }
        foreach (ref var score in scores)
            score /= sum;
    }
}

/// <param name="Confidence">0 to 1, calibrated.</param>
internal readonly record struct Verdict(Intent Intent, double Confidence, Intent RunnerUp);
