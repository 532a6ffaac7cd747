using AgentExec.Contracts.Json;
using AgentExec.Contracts.Requests;

namespace AgentExec.Remoting;

/// <summary>Sizes on the wire. Akka drops what is larger than a frame without telling the sender, so senders refuse first.</summary>
public static class WireLimits
{
    /// <summary>The largest request, serialized; the frame (4 MiB, remote.conf) leaves room for Akka's own envelope.</summary>
    public const int MaximumRequestBytes = 3 * 1024 * 1024 + 512 * 1024;

    /// <summary>
    /// Answers that can grow are cut into pages below this: three pages for ten thousand jobs. At 56 KiB they were 38, and their round trips alone took longer
    /// than everything else.
    /// </summary>
    public const int MaximumPageBytes = 1536 * 1024;

    /// <summary>What a request weighs on the wire. Only what carries a command, input or a pattern can be large, so only that is measured.</summary>
    public static int Measure(Request request) => request is RunRequest or ExecRequest or ProcessRequest or WaitForRequest ? ContractJson.ToLine(request).Length : 0;
}
