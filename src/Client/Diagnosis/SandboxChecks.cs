using AgentExec.Client.Hosts;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Diagnosis;

/// <summary>What surrounds this process, as verdicts.</summary>
internal static class SandboxChecks
{
    // The first one has this number on every Linux (PROC_PID_INIT_INO).
    private const string FirstNamespace = "pid:[4026531836]";

    /// <param name="own">What <c>/proc/self/ns/pid</c> links to; null when it cannot be read.</param>
    /// <param name="status"><c>/proc/self/status</c>; empty when it cannot be read.</param>
    /// <param name="init">The name of process 1 in <c>/proc</c>; empty when it cannot be read.</param>
    public static DoctorCheck PidNamespace(string? own, string status, string init) => own switch
    {
        null => DoctorCheck.Warn("pid_namespace", "/proc/self/ns/pid cannot be read: unknown whether this is a container or sandbox"),
        FirstNamespace => DoctorCheck.Ok("pid_namespace", "the machine's own"),
        _ => DoctorCheck.Warn(
            "pid_namespace",
            $"{own}, not the machine's own: when its first process{NameOf(init, status)} ends, host, keepers and jobs that were started in it are killed",
            "keep that process alive, or call agent-exec outside"),
    };

    /// <param name="status"><c>/proc/self/status</c>; empty when it cannot be read.</param>
    /// <param name="refused">System calls that were refused, with their error numbers.</param>
    public static DoctorCheck Sandbox(string status, IReadOnlyList<(string Call, int Errno)> refused)
    {
        var filter = FieldOf(status, "Seccomp") switch
        {
            "0" => "no seccomp filter",
            "1" or "2" => "a seccomp filter",
            _ => "seccomp unknown",
        };
        var detail = filter + (FieldOf(status, "NoNewPrivs") == "1" ? ", no_new_privs (sudo and other setuid programs get no rights)" : "");
        return refused.Count == 0
            ? DoctorCheck.Ok("sandbox", $"{detail}; no system call that was tried is refused")
            : DoctorCheck.Warn(
                "sandbox", $"{detail}; refused: {string.Join(", ", refused.Select(one => $"{one.Call} {LoopbackRule.Name(one.Errno)}"))}",
                "allow these calls, or call agent-exec outside the sandbox");
    }

    // A /proc of another namespace shows more than one number of this process, and as process 1 somebody else's.
    private static string NameOf(string init, string status) =>
        init.Trim() is { Length: > 0 } name && FieldOf(status, "NSpid") is { Length: > 0 } numbers && !numbers.Contains('\t') ? $" ({name})" : "";

    // "Seccomp:\t2\n", "NSpid:\t4711\t12\n"
    private static string? FieldOf(string status, string name) =>
        status.Split('\n').FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();
}
