// expect CS0200
using Hermetic.Domain;

internal static class Misuse
{
    public static Labeled<int> Raised(int value, Label label) => new(value, label) { Label = Label.Business };
}
