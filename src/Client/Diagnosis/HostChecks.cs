using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Diagnosis;

/// <summary>The host and the programs, as verdicts.</summary>
internal static class HostChecks
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public static DoctorCheck Answered(HostStatusResponse status, TimeSpan took)
    {
        if (!status.Running) return DoctorCheck.Ok("host", "none runs; the next command that needs one starts it");
        if (status.Unreachable is { } why) return DoctorCheck.Fail("host", why, "run 'agent-exec host stop --force' where the host runs: jobs go on, the next command starts another host");
        var detail = $"process {status.Pid}, version {status.Version}, protocol {status.ProtocolVersion}";
        // Of an older one the endpoint file tells; it is not asked.
        if (status.RunningJobs is null) return DoctorCheck.Warn("host", $"{detail}, which is older than this agent-exec: the next command that needs a host replaces it, jobs go on");
        detail += $", {status.RunningJobs} running jobs, answered in {(long)took.TotalMilliseconds} ms";
        return took > Slow ? DoctorCheck.Warn("host", detail, $"look at its log: {status.LogPath}") : DoctorCheck.Ok("host", detail);
    }

    public static DoctorCheck Refused(ErrorDetail error) => DoctorCheck.Fail("host", $"{error.Code}: {error.Message}");

    /// <param name="directory">Where they should be.</param>
    /// <param name="missing">Those that are not there, or may not be executed.</param>
    public static DoctorCheck Programs(string directory, IReadOnlyCollection<string> missing) => missing.Count == 0
        ? DoctorCheck.Ok("programs", $"all in {directory}")
        : DoctorCheck.Fail("programs", $"{string.Join(" and ", missing)} cannot be executed in {directory}: no job can be started", "install all programs side by side: ./install.sh");
}
