namespace AgentExec.Actors.Jobs;

/// <summary>What a job tells itself to do later.</summary>
internal static class JobReminders
{
    /// <summary>Replace the notifier that failed.</summary>
    internal sealed record ReplaceNotifier;

    /// <summary>Replace the owner of the process, which looks for the keeper that runs.</summary>
    internal sealed record AdoptAgain;

    /// <summary>Nobody asked again for a job that was never started.</summary>
    internal sealed record Abandon;

    /// <summary>Write the state that could not be written.</summary>
    internal sealed record PersistAgain
    {
        public static readonly TimeSpan After = TimeSpan.FromSeconds(1);
    }

    /// <summary>Look whether the job's files are as they were left.</summary>
    internal sealed record LookAtFiles
    {
        public static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    }

    /// <summary>Refresh <c>updated_at</c> (contract A9.1, <c>--progress-every</c>).</summary>
    internal sealed record Progress;
}
