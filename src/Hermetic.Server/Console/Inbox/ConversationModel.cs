using System.Text.Json.Serialization;
using Hermetic.Assistant;

namespace Hermetic.Server.Console;

/// <summary>What somebody ordered, line by line, as their phone sent it: prices are checked, never believed.</summary>
public sealed record OrderLine(string? Product, string? Quantity, string? Price, string? Currency);

/// <summary>Why a message did not go out.</summary>
public sealed record Refusal(int Code, string Meaning);

/// <summary>What WhatsApp charged for a message, as far as it told.</summary>
public sealed record Charge(bool Billable, string Category);

/// <summary>A message in either direction, as the staff's desk writes it.</summary>
/// <param name="From">person, assistant, staff, phone app, template, reminder.</param>
/// <param name="Kind">As WhatsApp names it, or revoked or edited; null of what went out.</param>
/// <param name="Quotes">The words that it answers.</param>
/// <param name="File">Whether a file of it is kept.</param>
/// <param name="List">What stands on the button that opens its list.</param>
public sealed record ShownMessage(
    string From, Guid? Id = null, string? Kind = null, DateTimeOffset? At = null, string? Text = null, string? Quotes = null,
    bool File = false, string? FileName = null, IReadOnlyList<OrderLine>? Lines = null, string? Delivery = null,
    Refusal? Error = null, Charge? Cost = null, string? List = null, IReadOnlyList<string>? Choices = null)
{
    /// <summary>Whether the business sent it.</summary>
    [JsonIgnore]
    public bool IsOurs => From != "person";
}

/// <summary>Where the messages before these begin.</summary>
public sealed record EarlierMessages(long Received, long Sent);

/// <summary>A conversation, as the staff's desk writes it.</summary>
/// <param name="WindowUntil">Until when free words may be sent; null before the person was answered for the first time.</param>
/// <param name="Earlier">Null when nothing is before these.</param>
public sealed record ShownConversation(
    Guid Id, string? Name, string State, CallReason? Reason, WaitingSince? Waiting, DateTimeOffset? WindowUntil,
    EarlierMessages? Earlier, IReadOnlyList<ShownMessage> Messages)
{
    /// <summary>In whose hands it is.</summary>
    [JsonIgnore]
    public Standing Standing => Standings.Of(State, Reason, Waiting);
}

/// <summary>What a conversation's page shows.</summary>
/// <param name="Purpose">Why it was opened: goes on in every address of it; null when nobody asks.</param>
/// <param name="IsNewest">Whether these are the newest messages.</param>
/// <param name="MayReply">Take over and write.</param>
/// <param name="MayRelease">Give it back to the assistant.</param>
/// <param name="AsksAgain">Whether a template asks the person to write again when an answer waits.</param>
/// <param name="Replies">What the business has written in advance.</param>
/// <param name="Draft">What stands in the field.</param>
/// <param name="Problem">Why what was written was not sent.</param>
public sealed record ConversationModel(
    ShownConversation Conversation, PageClock Clock, string? Purpose, bool IsNewest, bool MayReply, bool MayRelease,
    bool AsksAgain, IReadOnlyList<CannedReply> Replies, string Draft = "", string? Problem = null)
{
    /// <summary>Of this page or what belongs to it, with the purpose.</summary>
    internal string Address(string below = "", string query = "")
    {
        var asked = string.Join('&', new[] { Purpose is null ? "" : $"why={Purpose}", query }.Where(part => part.Length > 0));
        return $"/console/inbox/{Conversation.Id}{below}{(asked.Length > 0 ? "?" + asked : "")}";
    }
}

/// <summary>A conversation that is not opened before somebody says why.</summary>
public sealed record PurposeModel(Guid Id);
