namespace AgentExec.Actors.Storage;

/// <summary>A directory of the root that may be a job, as one look found it.</summary>
/// <param name="Name">The directory's name.</param>
/// <param name="Stamp">Which versions of its files are there.</param>
/// <param name="IsLink">A symbolic link to a directory: shown like one, never measured or removed.</param>
public readonly record struct JobPlace(string Name, JobStamp Stamp, bool IsLink = false);
