namespace Hermetic.WhatsApp.Tests;

public sealed class GraphErrorsTests
{
    [Theory]
    [InlineData(ErrorAdvice.Wait, 130429, 131056, 4, 80007)]
    [InlineData(ErrorAdvice.Retry, 131016, 131000, 131057, 1, 2)]
    [InlineData(
        ErrorAdvice.Never,
        131047, 131026, 131049, 131050, 131051, 131053, 131008, 131009, 100, 131021, 131030, 131031, 368, 130497,
        131037, 131042, 131045, 131048, 131062, 131064, 132000, 132001, 132005, 132007, 132008, 132012, 132015,
        132016, 132068, 132069, 133010, 133016, 190, 0, 3, 10, 200, 299, 137000)]
    public void Every_documented_code_has_a_name_and_its_advice(ErrorAdvice advice, params int[] codes)
    {
        foreach (var code in codes)
        {
            var error = GraphErrors.Find(code);
            Assert.Equal((code, advice), (error.Code, error.Advice));
            Assert.False(string.Equals("Not in the catalogue", error.Name, StringComparison.Ordinal), $"{code}");
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(199)]
    [InlineData(300)]
    [InlineData(999999)]
    public void An_unknown_code_is_never_sent_again(int code) =>
        Assert.Equal(new GraphError(code, "Not in the catalogue", ErrorAdvice.Never), GraphErrors.Find(code));
}
