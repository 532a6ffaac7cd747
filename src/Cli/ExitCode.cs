namespace AgentExec.Cli;

/// <summary>The program's exit codes (contract A4); a job's own exit code is never one of them.</summary>
internal static class ExitCode
{
    /// <summary>Any answer with <c>ok:true</c>, help, version.</summary>
    public const int Ok = 0;

    /// <summary>Any answer with <c>ok:false</c>, and an answer that could not be written.</summary>
    public const int Failed = 1;

    /// <summary>The command line was not understood; stdout is empty.</summary>
    public const int Usage = 2;
}
