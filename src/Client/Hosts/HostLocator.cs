using System.Text.Json;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Hosts;

/// <summary>Finds the living host of a root: its lock says whether there is one, its endpoint file where.</summary>
internal sealed class HostLocator(string absoluteRoot)
{
    public string Directory { get; } = RootDirectory.HostDirectory(absoluteRoot);

    public string LogPath => Path.Combine(Directory, HostFiles.Log);

    /// <summary>Whether a host process lives, listening or not.</summary>
    public bool IsAlive => FileLock.IsHeld(Path.Combine(Directory, HostFiles.Lock));

    /// <summary>
    /// The process that holds the lock, listening or not; null when there is none, or none that this process can see: one in another PID namespace.
    /// Looks at every process, so only for when the endpoint tells nothing.
    /// </summary>
    public ProcessIdentity? FindHolder() => LockHolder.TryFind(Path.Combine(Directory, HostFiles.Lock), HostFiles.ProcessName);

    /// <summary>Whether somebody is about to start one, or has and it cannot be found yet.</summary>
    public bool IsBeingStarted => FileLock.IsHeld(Path.Combine(Directory, HostFiles.StartLock));

    /// <summary>The endpoint of a host that lives and listens; null when none does.</summary>
    public HostEndpoint? TryFind()
    {
        if (!IsAlive) return null;
        return ReadEndpoint() is { } endpoint && new ProcessIdentity(endpoint.Pid, endpoint.StartTicks, endpoint.BootId).IsAlive() ? endpoint : null;
    }

    private HostEndpoint? ReadEndpoint()
    {
        try
        {
            return JsonSerializer.Deserialize(PlainFile.ReadAll(Path.Combine(Directory, HostFiles.Endpoint)), ContractJson.Compact.HostEndpoint);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
