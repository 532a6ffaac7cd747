using AgentExec.Contracts.Jobs;
using AgentExec.Remoting;

namespace AgentExec.Client.Hosts;

/// <summary>Waits for a living host to write again what somebody changed of its endpoint or its identity: it looks every second.</summary>
internal sealed class HostRepair(HostLocator locator)
{
    private static readonly TimeSpan RepairTime = TimeSpan.FromSeconds(3);

    /// <summary>Endpoint and identity that belong together.</summary>
    /// <param name="endpoint">As it was found.</param>
    /// <param name="identity">As it was found; null when there is none that can be read.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>Null when the host lives on without repairing them.</returns>
    public async Task<(HostEndpoint Endpoint, TlsIdentity Identity)?> MatchAsync(HostEndpoint endpoint, TlsIdentity? identity, CancellationToken cancellation)
    {
        if (identity?.Thumbprint == endpoint.Thumbprint) return (endpoint, identity);
        (HostEndpoint, TlsIdentity)? found = null;
        await UntilAsync(
            () => locator.TryFind() is { } host && TlsIdentity.TryLoad(locator.Directory) is { } own && own.Thumbprint == host.Thumbprint && (found = (host, own)) is not null,
            cancellation).ConfigureAwait(false);
        return found;
    }

    /// <summary>Returns when the endpoint is another one than the one seen, or after some seconds.</summary>
    public Task AwaitChangeAsync(HostEndpoint seen, CancellationToken cancellation) => UntilAsync(() => locator.TryFind() != seen, cancellation);

    private async Task UntilAsync(Func<bool> isSo, CancellationToken cancellation)
    {
        using var changed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(locator.Directory);
        watcher.Renamed += (_, _) => changed.Release();
        watcher.EnableRaisingEvents = true;
        var deadline = Deadline.After(RepairTime);
        // Looked at after the watch began: nothing is missed.
        while (!isSo() && await changed.WaitAsync(deadline.Left, cancellation).ConfigureAwait(false))
        {
        }
    }
}
