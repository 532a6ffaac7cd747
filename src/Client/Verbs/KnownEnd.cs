using AgentExec.Client.Disk;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;

namespace AgentExec.Client.Verbs;

/// <summary>What disk says of a job that has ended, which needs no host.</summary>
internal sealed class KnownEnd(string root, HostSession host)
{
    /// <summary>The state of a job that has ended; null when the host is to be asked, also because the state cannot be read and a host may know it.</summary>
    /// <param name="job">Which job.</param>
    /// <param name="withMeta">Whether the answer needs the description too.</param>
    /// <exception cref="AgentExecException">The state cannot be read, no host lives and no keeper ever had the job: nobody knows more (contract A14).</exception>
    public JobState? Read(string job, bool withMeta = false)
    {
        var directory = new JobDirectory(root, job);
        try
        {
            if (withMeta) directory.CheckMeta();
            return directory.ReadState() is { IsTerminal: true } finished ? finished : null;
        }
        catch (AgentExecException) when ((host.IsAlive || directory.HadKeeper) && directory.TryReadFinished() is null)
        {
            return null;
        }
    }
}
