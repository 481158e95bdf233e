// expect CS1503
using Hermetic.Assistant;
using Hermetic.Domain;

internal sealed record Misuse(Label Why) : PlannedCall(Why);
