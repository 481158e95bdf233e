using Hermetic.Domain;
using Hermetic.Storage;
using NodaTime;

namespace Hermetic.Server.Privacy;

/// <summary>One form of the copy: told everything once, in order, it writes an entry of the ZIP file.</summary>
internal interface IExportWriter : IDisposable
{
    string EntryName { get; }

    /// <summary>Who keeps what why, who the person is, what they prefer, their appointments.</summary>
    void Begin(PersonFile file, ExportFacts facts);

    void BeginConversation(PersonFile file, ConversationRow row);

    /// <param name="text">Null when the person edited or deleted the message: its content is gone.</param>
    void Add(InboxRow row, ReceivedText? text);

    /// <param name="parts">As a draft is stored: kind, text, then what its kind has.</param>
    void Add(SentRow row, IReadOnlyList<ReadOnlyMemory<byte>> parts);

    void EndConversation();

    /// <summary>Something that was kept without an answer, as it came.</summary>
    void Add(ParkedRow row, ReadOnlyMemory<byte> raw);

    /// <summary>Something that was done to the person's data, oldest first; after everything else.</summary>
    void Add(RecordedAct act);

    void End();

    /// <summary>Moves what was written into the entry.</summary>
    ValueTask MoveAsync();
}

/// <summary>What an export says that is in no row of the person's.</summary>
internal sealed record ExportFacts(ZonedDateTime Made, bool Stopped, bool NoMarketing);
