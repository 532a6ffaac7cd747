using AgentExec.Contracts.Jobs;

namespace AgentExec.Contracts.Tools;

/// <summary>What users of the tools call the state of a job (exec-process §2).</summary>
public static class ExecStatus
{
    /// <summary>A shell's words for a program that it cannot execute, and for one that it does not find.</summary>
    private const int NotExecutable = 126, NotFound = 127;

    /// <summary><see cref="ToolStatus.Completed"/> when it ended by itself with an exit code of its own, 0 or not; all other ends are <see cref="ToolStatus.Failed"/>.</summary>
    public static string Of(JobState state) => state switch
    {
        { IsTerminal: false } => ToolStatus.Running,
        { Job.Status: JobStatus.Exited, TimedOut: not true, Reason: null or EndReason.Exited, Result: { Signal: null, ExitCode: { } code } }
            when code is not (NotExecutable or NotFound) => ToolStatus.Completed,
        _ => ToolStatus.Failed,
    };
}
