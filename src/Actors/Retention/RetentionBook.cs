using AgentExec.Actors.Storage;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Posix;

namespace AgentExec.Actors.Retention;

/// <summary>The record of the last sweep.</summary>
public interface IRetentionBook
{
    /// <summary>Null when there is none, or it cannot be read.</summary>
    RetentionRecord? Read();

    /// <exception cref="IOException">Not written; the old one is whole.</exception>
    void Write(RetentionRecord record);
}

/// <summary><c>.host/retention.json</c>. A power cut may lose the newest: the next sweep then comes early.</summary>
public sealed class RetentionBook(string root) : IRetentionBook
{
    private readonly string _directory = Path.Combine(root, JobName.HostDirectory);

    public RetentionRecord? Read() => JsonFile.TryRead(Path.Combine(_directory, HostFiles.Retention), ContractJson.Compact.RetentionRecord);

    public void Write(RetentionRecord record) => AtomicFile.Replace(_directory, HostFiles.Retention, ContractJson.ToFile(record), syncDirectory: false);
}
