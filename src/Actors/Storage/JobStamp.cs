using AgentExec.Posix;

namespace AgentExec.Actors.Storage;

/// <summary>Which versions of a job's two files are there: equal stamps, equal contents.</summary>
public readonly record struct JobStamp(FileStamp? Meta, FileStamp? State);
