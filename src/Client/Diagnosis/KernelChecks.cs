using AgentExec.Contracts.Responses;

namespace AgentExec.Client.Diagnosis;

/// <summary>What kernel and file system can, as verdicts. Null is what could not be tried.</summary>
internal static class KernelChecks
{
    public static DoctorCheck PidFd(bool? works) => Needed(
        "pidfd_open", works, "no process can be told from another one that gets its number: no host can be started", "Linux 5.3 or later, and a sandbox that lets it through");

    public static DoctorCheck ExitInfo(bool? works) => Useful(
        "pidfd_exit_info", works, "the end of a job whose keeper was killed cannot be asked of the kernel: it is failed, with reason lost", "Linux 6.15 or later");

    public static DoctorCheck CloseRange(bool? works) => Useful(
        "close_range", works, "descriptors are closed one by one, which makes each start slower", "Linux 5.9 or later, and a sandbox that lets it through");

    public static DoctorCheck Subreaper(bool? works) => Useful(
        "subreaper", works, "processes that left their job are adopted by init instead of its keeper, and may stay as zombies", "Linux 3.4 or later");

    public static DoctorCheck Locks(bool? works) => Needed(
        "locks", works, "nobody can tell whether a host or a keeper lives: no host can be started", "a root on a local file system");

    public static DoctorCheck UnixSockets(bool? works) => Useful(
        "unix_sockets", works, "a host that was restarted sees a running job as running until it ends, and cannot signal it", "a root on a local file system");

    public static DoctorCheck RenameExchange(bool? works) => Useful(
        "rename_exchange", works, "files that are written often are replaced by a plain rename, which is slower", "a root on a local file system such as ext4, xfs or tmpfs");

    /// <param name="isThere">Whether /proc tells of this very process.</param>
    /// <param name="hidepid">The value of its mount option; null when there is none.</param>
    public static DoctorCheck Proc(bool isThere, string? hidepid) => isThere
        ? DoctorCheck.Ok("proc", hidepid is null or "0" or "off" ? "mounted" : $"mounted with hidepid={hidepid}; processes of the same user are seen, which is enough")
        : DoctorCheck.Fail("proc", "not mounted: without it no process can be recognized again, and no host can be started", "mount -t proc proc /proc");

    private static DoctorCheck Needed(string name, bool? works, string without, string need) => works switch
    {
        true => DoctorCheck.Ok(name, "works"),
        false => DoctorCheck.Fail(name, $"missing: without it {without}", $"use {need}"),
        null => NotTried(name),
    };

    private static DoctorCheck Useful(string name, bool? works, string without, string need) => works switch
    {
        true => DoctorCheck.Ok(name, "works"),
        false => DoctorCheck.Warn(name, $"missing: without it {without}", $"use {need}"),
        null => NotTried(name),
    };

    /// <summary>What is tried in the host's directory, and there is none that can be used.</summary>
    public static DoctorCheck NotTried(string name) =>
        DoctorCheck.Warn(name, "not tried: there is no place of the host's in the root to try it in, or it may not be used", "run 'agent-exec host start', then ask again");
}
