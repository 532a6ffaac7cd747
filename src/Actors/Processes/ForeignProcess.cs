using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Processes;

/// <summary>Which process another program means by the bare pid in its <c>state.json</c> (contract A7.3, B8).</summary>
public static class ForeignProcess
{
    /// <summary>Files have whole seconds, and clocks are set now and then.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether a process that began at this time can be it. The pid was written when its process ran: one that began before the job or after the file's
    /// last change only has the same number.
    /// </summary>
    public static bool CanBe(JobState state, DateTimeOffset began) =>
        !(began < Timestamp.TryParse(state.Job.StartedAt) - Slack) && !(began > Timestamp.TryParse(state.UpdatedAt) + Slack);
}
