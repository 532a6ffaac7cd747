using System.Net.Sockets;
using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Client.Hosts;

/// <summary>What it means when the system refuses TCP on 127.0.0.1 (contract B29).</summary>
internal static class LoopbackRule
{
    /// <summary>Refuses before anything is started when a host could not be reached anyway.</summary>
    /// <exception cref="AgentExecException"><c>not_permitted</c>, or <c>host_unavailable</c> where the interface is down; not retryable.</exception>
    public static void Check()
    {
        if (LoopbackProbe.Try() is var (call, errno)) throw new AgentExecException(Refusal(call, errno));
    }

    /// <summary>Really binds, listens, connects and accepts, for <c>doctor</c>; null when all of it works.</summary>
    public static ErrorDetail? Look()
    {
        if (LoopbackProbe.Try() is var (call, errno)) return Refusal(call, errno);
        // What follows needs threads, which such a limit may not let the runtime have.
        if (AddressSpaceRule.Look() is { } refusal) return refusal;
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
            listener.Start();
            using var client = new TcpClient(AddressFamily.InterNetwork);
            client.Connect((System.Net.IPEndPoint)listener.LocalEndpoint);
            using var accepted = listener.AcceptSocket();
            return null;
        }
        catch (SocketException refused)
        {
            return RefusalOf(refused) ?? new ErrorDetail(ErrorCode.HostUnavailable, $"TCP on 127.0.0.1: {refused.Message}", false);
        }
    }

    /// <param name="call">The system call.</param>
    /// <param name="errno">Its error number.</param>
    public static ErrorDetail Refusal(string call, int errno) => errno switch
    {
        Errno.NetworkUnreachable or Errno.AddressNotAvailable => new ErrorDetail(
            ErrorCode.HostUnavailable, $"{call} on 127.0.0.1: {Name(errno)}, the loopback interface is down; bring it up ('ip link set lo up') and call again", false),
        _ => ErrorDetail.NotPermitted(
            $"{call}: {Name(errno)}, this sandbox forbids network sockets, and agent-exec reaches its host over 127.0.0.1; allow them, or call it outside. "
            + "'status', 'tail' and 'wait' of ended jobs work here"),
    };

    /// <summary>The refusal behind a failed connection; null when it failed for another reason.</summary>
    public static ErrorDetail? RefusalOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            if (cause is SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressFamilyNotSupported } socket)
                return Refusal("connect", socket.NativeErrorCode is > 0 and < 4096 and var errno ? errno : Errno.Access);
        return null;
    }

    /// <summary>The symbolic name of an error number.</summary>
    public static string Name(int errno) => errno switch
    {
        Errno.NotPermitted => "EPERM",
        Errno.Access => "EACCES",
        Errno.FamilyNotSupported => "EAFNOSUPPORT",
        Errno.NoCall => "ENOSYS",
        Errno.NetworkUnreachable => "ENETUNREACH",
        Errno.AddressNotAvailable => "EADDRNOTAVAIL",
        _ => $"errno {errno}",
    };
}
