using System.Globalization;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Jobs;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Diagnosis;

/// <summary>The limits that the host and the jobs inherit from whoever starts them, as verdicts.</summary>
internal static class LimitChecks
{
    private const ulong FewOpenFiles = 1024, FewProcesses = 512;

    /// <summary>The host raises its soft limit to the hard one; a job keeps the soft one of its caller.</summary>
    public static DoctorCheck OpenFiles(ResourceLimit limit)
    {
        var detail = $"{Show(limit)}, as a host does that is started from here: {DescriptorBudget.MostJobs(limit.Hard)} jobs at once, beyond them too_many_jobs";
        return limit.Hard < FewOpenFiles
            ? DoctorCheck.Warn("open_files", detail, $"a hard limit (ulimit -Hn) of {FewOpenFiles} or more, then 'agent-exec host stop'")
            : DoctorCheck.Ok("open_files", limit.Hard == ResourceLimit.Unlimited ? Show(limit) : detail);
    }

    public static DoctorCheck ProcessCount(ResourceLimit limit) => limit.Soft < FewProcesses
        ? DoctorCheck.Warn(
            "processes", $"{Show(limit)}, of all processes and threads of this user: each job takes a keeper and its own; what cannot be started is a failed launch",
            $"ulimit -u {FewProcesses} or more")
        : DoctorCheck.Ok("processes", Show(limit));

    public static DoctorCheck FileSize(ResourceLimit limit) => limit.Soft < ResourceLimit.Unlimited
        ? DoctorCheck.Warn("file_size", $"{Show(limit)}: no log can be larger, and what does not fit is dropped and counted", "ulimit -f unlimited")
        : DoctorCheck.Ok("file_size", Show(limit));

    public static DoctorCheck AddressSpace(ResourceLimit limit) => AddressSpaceRule.Refusal(limit.Soft) is { } refusal
        ? DoctorCheck.Fail("address_space", refusal.Message, "ulimit -v unlimited")
        : DoctorCheck.Ok("address_space", Show(limit));

    public static DoctorCheck CoreSize(ResourceLimit limit) => DoctorCheck.Ok("core_size", Show(limit));

    public static DoctorCheck PidMax(string? text) => text is null
        ? DoctorCheck.Warn("pid_max", "cannot be read")
        : DoctorCheck.Ok("pid_max", $"{text.Trim()}; a number that is given again is told by its start time");

    private static string Show(ResourceLimit limit) => $"{Show(limit.Soft)}, can be raised to {Show(limit.Hard)}";

    private static string Show(ulong value) => value == ResourceLimit.Unlimited ? "unlimited" : value.ToString(CultureInfo.InvariantCulture);
}
