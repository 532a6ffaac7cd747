using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Keeping;

namespace AgentExec.Actors.Processes;

/// <summary>What the host itself knows of a job's root process, for the case that the keeper dies before it has recorded the end.</summary>
internal sealed class RootWatch(string job, JobServices services) : IDisposable
{
    private IRootWitness? _witness;
    private ExitRecord? _told;

    /// <summary>A keeper says who it is, the first one or one that was found again.</summary>
    public void Started(JobState state)
    {
        _witness?.Dispose();
        _witness = services.Keepers.Witness(state);
    }

    /// <summary>The keeper has seen the end and not yet recorded it.</summary>
    public void Exited(ExitRecord record) => _told = record;

    /// <summary>The keeper is dead: what is true of the job, after what is left of a lost one has been stopped.</summary>
    public ProcessProtocol.KeeperLost Conclude(JobState? state)
    {
        if (state is { IsTerminal: true }) return new ProcessProtocol.KeeperLost(null);
        if (state?.Pid is null)
        {
            services.Keepers.KillStrays(services.Store.DirectoryOf(job));
            return new ProcessProtocol.KeeperLost(null);
        }

        // Only who held the process before its end has seen it: what a later host finds of it, a zombie at most, is lost (contract B8).
        var (ended, status, ran) = _witness?.Look() ?? default;
        var timeout = services.Store.ReadMeta(job)?.TimeoutMs;
        var end = KeeperDeath.EndOf(
            _told, ended, status, state.Pid.Value, ran, timeout is { } limit ? TimeSpan.FromMilliseconds(limit) : null, services.Time.GetUtcNow());
        if (end is null) services.Keepers.KillOrphans(state, services.Store.DirectoryOf(job), _witness?.Pipes ?? []);
        return new ProcessProtocol.KeeperLost(end);
    }

    public void Dispose() => _witness?.Dispose();
}
