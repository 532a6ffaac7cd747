using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Host;

/// <summary>Who this host is, as <c>endpoint.json</c> tells it.</summary>
internal static class HostIdentity
{
    public static string Version { get; } = typeof(HostIdentity).Assembly.GetName().Version!.ToString(3);

    public static HostEndpoint Describe(string root, int port, TlsIdentity identity, DateTimeOffset startedAt)
    {
        var process = ProcessIdentity.Of(Environment.ProcessId)!;
        return new HostEndpoint(
            port, process.Pid, process.StartTicks, process.BootId, Request.CurrentProtocol, identity.Thumbprint, Timestamp.Format(startedAt), Version, root);
    }
}
