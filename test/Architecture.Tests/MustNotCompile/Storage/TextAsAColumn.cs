// expect CS0122
using Hermetic.Storage.Engine;

internal static class Misuse
{
    public static object Column() => SqlValue.Null;
}
