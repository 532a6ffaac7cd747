using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Actors.Registry;

/// <summary>
/// Whether one more job may be begun (fault 27). A host without a descriptor left can neither accept a client nor tell anybody of an end: what is there
/// comes first, and what is new is refused before that.
/// </summary>
/// <param name="OpenFiles">How many descriptors this process may have; 0 when the system does not tell.</param>
public sealed record JobBudget(ulong OpenFiles)
{
    /// <summary>Why no job can be begun now; null when one can.</summary>
    /// <param name="running">Jobs that have not ended.</param>
    /// <param name="busy">Those, and ended ones that are not done with: while its end is being told a job keeps its keeper, and so its descriptors.</param>
    public ErrorDetail? Refusal(int running, int busy) =>
        busy < DescriptorBudget.MostJobs(OpenFiles) ? null : ErrorDetail.TooManyJobs(running, busy - running, OpenFiles);
}
