namespace Load;

/// <summary>A message of a person, as the drive knows it.</summary>
/// <param name="Person">The phone number, digits.</param>
/// <param name="Number">From 1, in the order in which the person wrote.</param>
/// <param name="Text">What the echo has to say.</param>
/// <param name="Sent">When it left for the first time, <see cref="Monotonic"/>.</param>
/// <param name="Acknowledged">When its body was answered with 200; null when the drive gave up.</param>
public sealed record SentLine(string Person, long Number, string Text, long Sent, long? Acknowledged);

/// <summary>What happened at the Graph API.</summary>
/// <param name="At"><see cref="Monotonic"/>.</param>
/// <param name="Event"><see cref="Accepted"/> or <see cref="Reported"/>.</param>
/// <param name="Wamid">Of the message.</param>
/// <param name="To">The phone number, digits; of accepted messages.</param>
/// <param name="Text">Of accepted messages.</param>
/// <param name="Attempt"><c>biz_opaque_callback_data</c>.</param>
public sealed record GraphLine(long At, string Event, string Wamid, string? To = null, string? Text = null, string? Attempt = null)
{
    /// <summary>A request arrived in full and was accepted, whether or not its answer got through.</summary>
    public const string Accepted = "accepted";

    /// <summary>A status of the message was taken by the service with 200.</summary>
    public const string Reported = "reported";
}
