using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hermetic.Assistant.Language;

/// <summary>
/// Trains the intent model from <c>Tables/{language}.intents.tsv</c> at start: stochastic gradient descent on
/// the cross-entropy, in an order that is the same every time, so every start yields the same model.
/// </summary>
internal static class IntentTraining
{
    private const int Epochs = 10;
    private const float FirstRate = 2.0f;

    // Weights shrink a little each epoch: a feature seen once should not decide.
    private const float Shrink = 0.98f;

    public static IntentModel Train(IReadOnlyList<Example> examples)
    {
        var weights = new float[MessageFeatures.Buckets * IntentModel.Classes];
        var order = Enumerable.Range(0, examples.Count).ToArray();
        var seed = 20261122u;
        for (var epoch = 0; epoch < Epochs; epoch++)
        {
            Shuffle(order, ref seed);
            var rate = FirstRate / (1 + (0.3f * epoch));
            foreach (var index in order)
                Learn(weights, examples[index], rate);
            ShrinkAll(weights);
        }
        return new IntentModel(weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Learn(float[] weights, Example example, float rate)
    {
        Span<float> gradient = stackalloc float[IntentModel.Classes];
        IntentModel.Score(weights, example.Features, gradient);
        IntentModel.Softmax(gradient);
        gradient[(int)example.Intent] -= 1;
        var step = rate / MathF.Sqrt(Math.Max(1, example.Features.Count));
        foreach (var feature in CollectionsMarshal.AsSpan(example.Features))
            IntentModel.AddTo(
                weights.AsSpan(feature * IntentModel.Classes, IntentModel.Classes),
                gradient,
                -step
            );
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ShrinkAll(Span<float> weights)
    {
        foreach (ref var weight in weights)
            weight *= Shrink;
    }

    /// <summary>
    /// Fisher-Yates with Knuth's linear congruential generator: repeatable, and nothing secret depends on it.
    /// </summary>
    private static void Shuffle(int[] order, ref uint seed)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            seed = unchecked((seed * 1664525) + 1013904223);
            var other = (int)(((ulong)seed * (ulong)(i + 1)) >> 32);
            (order[i], order[other]) = (order[other], order[i]);
        }
    }
}

/// <summary>One utterance as the model sees it, and what it means.</summary>
internal sealed record Example(Intent Intent, List<int> Features);
