using AgentExec.Contracts.Jobs;
using AgentExec.Posix;

namespace AgentExec.Actors.Processes;

/// <summary>Holds a job's root process by a descriptor, and the names of the pipes that it was given for its output.</summary>
internal sealed class RootWitness : IRootWitness
{
    private readonly ProcessWitness _process;
    private readonly ProcessIdentity _identity;

    private RootWitness(ProcessWitness process, ProcessIdentity identity)
    {
        (_process, _identity) = (process, identity);
        Pipes = PipesOf(identity.Pid);
    }

    public IReadOnlyCollection<string> Pipes { get; }

    /// <summary>Takes hold of it; null when it is gone, is of another boot, or no descriptor is left for it.</summary>
    public static RootWitness? TryHold(JobState state)
    {
        try
        {
            return IdentityOf(state) is { } identity && ProcessWitness.TryHold(identity) is { } process ? new RootWitness(process, identity) : null;
        }
        catch (PosixException)
        {
            // The job runs on without: should its keeper die it is lost.
            return null;
        }
    }

    /// <summary>The process as our keeper recorded it; null when it recorded none.</summary>
    public static ProcessIdentity? IdentityOf(JobState state) =>
        state is { Pid: { } pid, PidStartTicks: { } ticks, BootId: { } boot } ? new ProcessIdentity(pid, ticks, boot) : null;

    // Not a terminal: a command can write to that of its user.
    public static List<string> PipesOf(int pid) => [.. new[] { "1", "2" }.Select(number => ProcessOutputs.PipeBehind(pid, number)).OfType<string>().Distinct()];

    public (bool HasEnded, WaitStatus? Status, TimeSpan Ran) Look()
    {
        var (ended, status) = _process.Look();
        return (ended, status, _identity.Age);
    }

    public void Dispose() => _process.Dispose();
}
