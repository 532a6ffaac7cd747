namespace AgentExec.Contracts.Jobs;

/// <summary>How many jobs a host can have with the descriptors that the system lets it open (fault 27).</summary>
public static class DescriptorBudget
{
    /// <summary>
    /// What a job takes until the host is done with it: the link to its keeper, two descriptors of the keeper's process, one of the command's; and the
    /// connection of one who waits for it.
    /// </summary>
    public const int PerJob = 5;

    /// <summary>
    /// What no job gets: two dozen of the host's own, 32 notify commands of up to five each and 32 files at once, those of a launch on its way, and all other clients.
    /// </summary>
    public const int Reserve = 256;

    /// <summary>How many jobs fit. Where the limit is so low that the reserve would take more than half of it, the reserve is half: a notify command for each job.</summary>
    /// <param name="openFiles">How many descriptors the host may have; 0 when the system does not tell, which limits nothing.</param>
    public static int MostJobs(ulong openFiles)
    {
        if (openFiles == 0) return int.MaxValue;
        var forJobs = openFiles - Math.Min(Reserve, openFiles / 2);
        return (int)Math.Min(forJobs / PerJob, int.MaxValue);
    }
}
