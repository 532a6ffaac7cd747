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
        if (ReadEndpoint() is not { } endpoint || !new ProcessIdentity(endpoint.Pid, endpoint.StartTicks, endpoint.BootId).IsAlive()) return null;
        return ServesThisRoot(endpoint) ? endpoint : null;
    }

    // A root that was moved takes its files along, and its host, which knows it by its old name, leaves within a second. The host may see another tree of mounts.
    private bool ServesThisRoot(HostEndpoint host)
    {
        if (host.Root is null || host.Root == absoluteRoot) return true;
        if (host.Root.Length == 0 || host.Root[0] != '/' || host.Root.Contains('\0')) return false;
        var here = FileStamp.TryRead(Path.Combine(Directory, HostFiles.Lock));
        var there = Path.Combine(RootDirectory.HostDirectory(host.Root), HostFiles.Lock);
        return here is not null && (FileStamp.TryRead(there) == here || FileStamp.TryRead($"/proc/{host.Pid}/root{there}") == here);
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
