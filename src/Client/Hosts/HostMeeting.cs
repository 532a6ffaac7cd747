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
        + $"not made way within {patience.TotalSeconds} s: end it with 'agent-exec host stop --force', running jobs go on meanwhile");

    /// <param name="root">Whose host.</param>
    /// <param name="pid">Its process; null when it cannot be told.</param>
    /// <param name="patience">How long it was waited for.</param>
    /// <param name="log">Path of its log.</param>
    public static AgentExecException Unresponsive(string root, int? pid, TimeSpan patience, string log) => new(new ErrorDetail(
        ErrorCode.HostUnresponsive,
        $"the host of {root} ({(pid is null ? "which holds .host/host.lock" : $"process {pid}")}) is alive but did not answer within {patience.TotalSeconds} s; "
        + $"jobs and their timeouts go on. Retry; if it persists, look at {log} and run 'agent-exec host stop --force': the next command starts another host",
        true));

    /// <summary>The lock is held, and by no process that this one can see.</summary>
    public static AgentExecException Hidden(string root) => new(new ErrorDetail(
        ErrorCode.HostUnavailable,
        $"the host of {root} runs where this process cannot see it: in another container (PID namespace), or as another user; "
        + "call agent-exec there, or choose another --root",
        false));

    /// <summary>The host listens on the 127.0.0.1 of another network namespace.</summary>
    public static AgentExecException Apart(string root, int pid) => new(ErrorDetail.NotPermitted(
        $"connect: the host of {root} (process {pid}) is in another network namespace, whose 127.0.0.1 cannot be reached from here; "
        + "call agent-exec there, or choose another --root"));

    private static AgentExecException Incompatible(string message) => new(new ErrorDetail(ErrorCode.HostIncompatible, message, false));
}
