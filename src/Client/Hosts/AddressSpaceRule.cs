using AgentExec.Contracts.Errors;
using AgentExec.Posix;

namespace AgentExec.Client.Hosts;

/// <summary>Refuses to connect under a limit of the address space (<c>ulimit -v</c>) in which the runtime of client or host ends anywhere, without an answer.</summary>
internal static class AddressSpaceRule
{
    /// <summary>In bytes. Under 1 000 000 KiB starts of threads fail at random; with this none did.</summary>
    public const ulong Least = 1_200_000 * Kibi;

    private const ulong Kibi = 1024;

    /// <exception cref="AgentExecException"><c>not_permitted</c>, not retryable.</exception>
    public static void Check()
    {
        if (Look() is { } refusal) throw new AgentExecException(refusal);
    }

    /// <summary>Of this process, whose limit a host that it starts inherits; null when there is room.</summary>
    public static ErrorDetail? Look() => ResourceLimit.TryOf(ResourceLimit.AddressSpace) is { } limit ? Refusal(limit.Soft) : null;

    /// <param name="bytes">The soft limit.</param>
    public static ErrorDetail? Refusal(ulong bytes) => bytes >= Least ? null : ErrorDetail.NotPermitted(
        $"the address space is limited to {bytes / Kibi} KiB (RLIMIT_AS), too little for agent-exec and its host; nothing was started: set 'ulimit -v' to {Least / Kibi} or more, "
        + "or set it inside the command only");
}
