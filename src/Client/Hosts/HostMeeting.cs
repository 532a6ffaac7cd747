using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Requests;

namespace AgentExec.Client.Hosts;

/// <summary>What a client does with a host that it finds running.</summary>
internal enum HostMeeting
{
    /// <summary>They speak the same protocol, whatever their versions are.</summary>
    Use,

    /// <summary>The host is older: it is asked to leave, and ours takes its place. Its jobs stay with their keepers meanwhile.</summary>
    TakeOver,

    /// <summary>The host is newer: it stays, and this client is of no use here.</summary>
    Refuse,
}

/// <summary>Decides it, and says what came of it.</summary>
internal static class HostMeetings
{
    public static HostMeeting With(int theirProtocol, int ourProtocol = Request.CurrentProtocol) =>
        theirProtocol == ourProtocol ? HostMeeting.Use : theirProtocol < ourProtocol ? HostMeeting.TakeOver : HostMeeting.Refuse;

    public static AgentExecException Newer(string root, HostEndpoint host) => Incompatible(
        $"the host of {root} (process {host.Pid}, version {host.Version}) speaks protocol {host.Protocol}, this agent-exec speaks protocol {Request.CurrentProtocol}: "
        + "call the agent-exec that is at least as new as the host; 'host stop' of that one ends the host, running jobs go on meanwhile");

    public static AgentExecException Stays(string root, HostEndpoint host, TimeSpan patience) => Incompatible(
        $"the host of {root} (process {host.Pid}, version {host.Version}) speaks protocol {host.Protocol}, this agent-exec speaks protocol {Request.CurrentProtocol}, and it has "
        + $"not made way within {patience.TotalSeconds} s: end it with 'kill -KILL {host.Pid}', running jobs go on meanwhile");

    /// <param name="root">Whose host.</param>
    /// <param name="host">Null for one that has not said yet who it is.</param>
    /// <param name="patience">How long it was waited for.</param>
    /// <param name="log">Path of its log.</param>
    public static AgentExecException Unresponsive(string root, HostEndpoint? host, TimeSpan patience, string log) => new(new ErrorDetail(
        ErrorCode.HostUnresponsive,
        $"the host of {root} ({(host is null ? "which holds .host/host.lock" : $"process {host.Pid}")}) lives and has not answered within {patience.TotalSeconds} s. "
        + "Jobs go on without it, and so do their timeouts. Call again; if it stays so, look at its log "
        + $"({log}) and end it{(host is null ? "" : $" with 'kill -KILL {host.Pid}'")}: the next call starts another one",
        true));

    private static AgentExecException Incompatible(string message) => new(new ErrorDetail(ErrorCode.HostIncompatible, message, false));
}
