using System.Globalization;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Diagnosis;

/// <summary>The limits that the host and the jobs inherit from whoever starts them, as verdicts.</summary>
internal static class LimitChecks
{
    // Host: a socket and two process descriptors for each running job, some dozens of its own.
    private const ulong FewOpenFiles = 1024, FewProcesses = 512;

    public static DoctorCheck OpenFiles(ResourceLimit limit) => limit.Soft < FewOpenFiles
        ? DoctorCheck.Warn("open_files", $"{Show(limit)}: the host needs about three for each running job", $"ulimit -n {FewOpenFiles} or more")
        : DoctorCheck.Ok("open_files", Show(limit));

    public static DoctorCheck ProcessCount(ResourceLimit limit) => limit.Soft < FewProcesses
        ? DoctorCheck.Warn(
            "processes", $"{Show(limit)}, of all processes and threads of this user: each job takes a keeper and its own; what cannot be started is a failed launch",
            $"ulimit -u {FewProcesses} or more")
        : DoctorCheck.Ok("processes", Show(limit));

    public static DoctorCheck FileSize(ResourceLimit limit) => limit.Soft < ResourceLimit.Unlimited
        ? DoctorCheck.Warn("file_size", $"{Show(limit)}: no log can be larger, and what does not fit is dropped and counted", "ulimit -f unlimited")
        : DoctorCheck.Ok("file_size", Show(limit));

    public static DoctorCheck CoreSize(ResourceLimit limit) => DoctorCheck.Ok("core_size", Show(limit));

    public static DoctorCheck PidMax(string? text) => text is null
        ? DoctorCheck.Warn("pid_max", "cannot be read")
        : DoctorCheck.Ok("pid_max", $"{text.Trim()}; a number that is given again is told by its start time");

    private static string Show(ResourceLimit limit) => $"{Show(limit.Soft)}, can be raised to {Show(limit.Hard)}";

    private static string Show(ulong value) => value == ResourceLimit.Unlimited ? "unlimited" : value.ToString(CultureInfo.InvariantCulture);
}
