using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Hermetic.Server.Console;

/// <summary>The moment at which a page is made, and where the business's clocks hang.</summary>
public sealed record PageClock(Instant Now, DateTimeZone Zone)
{
    private static readonly ZonedDateTimePattern _time = Pattern("HH:mm");
    private static readonly ZonedDateTimePattern _day = Pattern(Texts.Moments.Day);
    private static readonly ZonedDateTimePattern _exact = Pattern(Texts.Moments.Exact);

    /// <summary>The time, and the day where it is another one than today.</summary>
    internal string Short(DateTimeOffset moment)
    {
        var local = Local(moment);
        return (local.Date == Now.InZone(Zone).Date ? _time : _day).Format(local);
    }

    /// <summary>To the second, with the zone.</summary>
    internal string Exact(DateTimeOffset moment) => _exact.Format(Local(moment));

    /// <summary>How long it has been, in the largest two units; of what is yet to come, less than a minute.</summary>
    internal string Since(DateTimeOffset moment) => Texts.Moments.Long((long)(Now - Instant.FromDateTimeOffset(moment)).TotalMinutes);

    /// <summary>How long it is until then, likewise.</summary>
    internal string Until(DateTimeOffset moment) => Texts.Moments.Long((long)(Instant.FromDateTimeOffset(moment) - Now).TotalMinutes);

    internal bool IsPast(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment) <= Now;

    private ZonedDateTime Local(DateTimeOffset moment) => Instant.FromDateTimeOffset(moment).InZone(Zone);

    private static ZonedDateTimePattern Pattern(string text) =>
        ZonedDateTimePattern.Create(text, CultureInfo.InvariantCulture, null, null, default);
}
