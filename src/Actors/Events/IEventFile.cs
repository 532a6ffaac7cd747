using AgentExec.Contracts.Tools;

namespace AgentExec.Actors.Events;

/// <summary>The inbox's file.</summary>
public interface IEventFile
{
    /// <summary>All records that can be read, in order.</summary>
    /// <exception cref="IOException">The file is there and cannot be read.</exception>
    IEnumerable<EventRecord> Load();

    /// <summary>Appends, durably.</summary>
    /// <exception cref="IOException">Not written.</exception>
    void Append(EventRecord record);

    /// <summary>Replaces the whole file.</summary>
    /// <exception cref="IOException">Not written; the old one is whole.</exception>
    void Rewrite(IEnumerable<EventRecord> records);
}
