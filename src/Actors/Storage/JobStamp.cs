namespace AgentExec.Actors.Storage;

/// <summary>When a job's two files were last replaced: equal stamps, equal contents.</summary>
public readonly record struct JobStamp(DateTime Meta, DateTime State);
