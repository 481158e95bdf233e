using System.Buffers;

namespace Hermetic.Assistant;

/// <summary>Makes the words of one language.</summary>
public interface IWording
{
    /// <summary>BCP 47 primary tag.</summary>
    string Language { get; }

    /// <summary>
    /// The body: at most 1,024 characters when the reply has buttons, at most 4,096 otherwise.
    /// </summary>
    void Write(Reply reply, Business business, IBufferWriter<byte> utf8);

    /// <summary>
    /// The label of one of the reply's <see cref="Reply.Choices"/>: at most 20 characters on a button, at
    /// most 24 in a list.
    /// </summary>
    void WriteLabel(Reply reply, Choice choice, Business business, IBufferWriter<byte> utf8);

    /// <summary>Writes what fills one place of the approved template of a reminder.</summary>
    void WritePlace(
        ReminderPlace place, Appointment appointment, Business business, IBufferWriter<byte> utf8);
    /// <summary>The second line of a row of a list: at most 72 characters, perhaps none.</summary>
    void WriteDescription(Reply reply, Choice choice, Business business, IBufferWriter<byte> utf8);

    /// <summary>What stands on the button that opens the list of a reply: at most 20 characters.</summary>
    void WriteOpener(Reply reply, IBufferWriter<byte> utf8);
}
