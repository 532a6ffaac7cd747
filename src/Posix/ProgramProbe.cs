namespace AgentExec.Posix;

/// <summary>What a path is when somebody wants to execute it.</summary>
public enum ProgramProbe
{
    Missing,

    /// <summary>Something is there: a directory, a file without the right to execute it, or behind a directory that may not be searched.</summary>
    NotExecutable,

    Executable,
}
