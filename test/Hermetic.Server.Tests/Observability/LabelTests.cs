using Hermetic.Server.Observability;

namespace Hermetic.Server.Tests.Observability;

public sealed class LabelTests
{
    private enum Weather
    {
        Sunny,
        PartlyCloudy,
    }

    [Fact]
    public void A_label_takes_its_values_from_an_enum_and_has_one_more_for_the_rest()
    {
        var label = Label.Of<Weather>("sky");

        Assert.Equal(["sunny", "partly_cloudy", "other"], label.Values);
        Assert.Equal(new("sky", "partly_cloudy"), label[Weather.PartlyCloudy]);
        Assert.Equal(new("sky", "other"), label[(Weather)7]);
    }

    [Fact]
    public void A_status_that_was_not_declared_is_other_and_none_is_none()
    {
        var label = Label.OfCodes("code", 0, 200);

        Assert.Equal("200", label[200].Value);
        Assert.Equal("none", label[0].Value);
        Assert.Equal("other", label[418].Value);
    }

    [Fact]
    public void What_is_declared_as_other_is_not_there_twice() =>
        Assert.Equal(["other", "messages", "media", "file"], Label.Of<GraphRoute>("route").Values);

    [Fact]
    public void The_same_value_is_the_same_object_each_time()
    {
        var label = Label.Of<Weather>("sky");

        Assert.Same(label[Weather.Sunny].Value, label[Weather.Sunny].Value);
    }
}
