namespace Hermetic.Assistant;

internal static partial class English
{
    // Facts of the business
    private static Dictionary<string, string> Facts => new(StringComparer.Ordinal)
    {
        ["week"] = "{business} is open:",
        ["week.day"] = "{first}: {spans}",
        ["week.day.closed"] = "{first}: closed",
        ["week.days"] = "{first} to {last}: {spans}",
        ["week.days.closed"] = "{first} to {last}: closed",
        ["week.two"] = "{first} and {last}: {spans}",
        ["week.two.closed"] = "{first} and {last}: closed",
        ["hours.open"] = "On {date} we are open from {spans}.",
        ["hours.open.occasion"] = "On {date} ({occasion}) we are open from {spans}.",
        ["hours.closed"] = "On {date} we are closed.",
        ["hours.closed.occasion"] = "On {date} ({occasion}) we are closed.",
        ["address"] = "You will find {business} at {address}.",
        ["phone"] = "You can reach us by phone on {phone}.",
        ["services"] = "This is what we offer:",
        ["services.then"] = "\nName a service and a day, and I will look for a free time.",
        ["services.line"] = "{service}: {price}, {minutes} minutes",
        ["services.unpriced"] = "{service}: price on request, {minutes} minutes",
        ["service"] = "{service}: {price}, {minutes} minutes.",
        ["service.unpriced"] = "{service}: {minutes} minutes; the price depends on what you need.",
        ["service.then"] = " Name a day, and I will look for a free time.",
    };
}
