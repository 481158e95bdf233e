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

    /// <summary>The label of one of the reply's <see cref="Reply.Choices"/>: at most 20 characters.</summary>
    void WriteLabel(Reply reply, Choice choice, Business business, IBufferWriter<byte> utf8);

    /// <summary>Writes what fills one place of the approved template of a reminder.</summary>
    void WritePlace(
        ReminderPlace place, Appointment appointment, Business business, IBufferWriter<byte> utf8);
}
