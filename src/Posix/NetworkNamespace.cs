namespace AgentExec.Posix;

/// <summary>Where a process has its network: 127.0.0.1 is another machine in another one.</summary>
public static class NetworkNamespace
{
    /// <summary>Whether the process has another than this one; false when that cannot be told.</summary>
    public static bool IsOther(int pid) => LinkOf($"/proc/{pid}") is { } theirs && LinkOf("/proc/self") is { } ours && theirs != ours;

    private static string? LinkOf(string process) => CanonicalPath.LinkOf($"{process}/ns/net");
}
