using System.Text;
using AgentExec.Client.Diagnosis;
using AgentExec.Client.Hosts;
using AgentExec.Contracts.Errors;
using AgentExec.Contracts.Responses;
using AgentExec.Posix;
using AgentExec.Remoting;

namespace AgentExec.Client.Verbs;

/// <summary><c>doctor</c>: what this machine, this root and this installation can do. Changes nothing and starts no host.</summary>
internal sealed class DoctorVerb(ClientOptions options, string absoluteRoot, HostVerbs host)
{
    private const string ProcStatus = "/proc/self/stat", ProcMounts = "/proc/self/mountinfo";
    private const string ProcFields = "/proc/self/status", ProcNamespace = "/proc/self/ns/pid", ProcInit = "/proc/1/comm";

    private readonly RootProbe _root = new(absoluteRoot);

    public async Task<DoctorResponse> LookAsync(CancellationToken cancellation) => DoctorResponse.Of(
        options.Root,
        [
            .. Kernel(), .. Surroundings(), .. Limits(), .. Root(), await HostAsync(cancellation).ConfigureAwait(false),
            HostChecks.Programs(options.ProgramDirectory, [.. ProgramFiles.Names.Where(program => !Files.IsExecutable(Path.Combine(options.ProgramDirectory, program)))]),
        ]);

    private static IEnumerable<DoctorCheck> Kernel() =>
    [
        Look("pidfd_open", () => KernelChecks.PidFd(KernelProbe.HasPidFd())),
        Look("pidfd_exit_info", () => KernelChecks.ExitInfo(KernelProbe.HasExitInfo("/bin/true"))),
        Look("close_range", () => KernelChecks.CloseRange(KernelProbe.HasCloseRange())),
        Look("subreaper", () => KernelChecks.Subreaper(KernelProbe.HasSubreaper())),
        Look("cgroup", () => ControlGroup.Read(ReadOrEmpty("/proc/self/cgroup"), ReadOrEmpty(ProcMounts)).Judge()),
        Look("loopback", () => NetworkChecks.Loopback(LoopbackRule.Look())),
        Look("libssl", () => NetworkChecks.LibSsl(OpenSslLibrary.Find())),
        Look("proc", () => KernelChecks.Proc(File.Exists(ProcStatus), HidePid(ReadOrEmpty(ProcMounts)))),
    ];

    private static IEnumerable<DoctorCheck> Surroundings() =>
    [
        Look("pid_namespace", () => SandboxChecks.PidNamespace(new FileInfo(ProcNamespace).LinkTarget, ReadOrEmpty(ProcFields), ReadOrEmpty(ProcInit))),
        Look("sandbox", () => SandboxChecks.Sandbox(ReadOrEmpty(ProcFields), CallProbe.Refused())),
    ];

    private static IEnumerable<DoctorCheck> Limits() =>
    [
        Look("open_files", () => LimitChecks.OpenFiles(ResourceLimit.Of(ResourceLimit.OpenFiles))),
        Look("processes", () => LimitChecks.ProcessCount(ResourceLimit.Of(ResourceLimit.ProcessCount))),
        Look("file_size", () => LimitChecks.FileSize(ResourceLimit.Of(ResourceLimit.FileSize))),
        Look("address_space", () => LimitChecks.AddressSpace(ResourceLimit.Of(ResourceLimit.AddressSpace))),
        Look("core_size", () => LimitChecks.CoreSize(ResourceLimit.Of(ResourceLimit.CoreSize))),
        Look("pid_max", () => LimitChecks.PidMax(ReadOrEmpty("/proc/sys/kernel/pid_max") is { Length: > 0 } text ? text : null)),
    ];

    private IEnumerable<DoctorCheck> Root() =>
    [
        Look("root", _root.Root),
        Look("host_directory", _root.HostDirectory),
        Look("free_space", () => RootChecks.FreeSpace(FileSystemFacts.Of(_root.Nearest))),
        Look("file_system", () => RootChecks.FileSystem(FileSystemFacts.Of(_root.Nearest))),
        Look("socket_path", () => RootChecks.SocketPath(Encoding.UTF8.GetByteCount(absoluteRoot), File.Exists(ProcStatus))),
        Look("write", _root.Write),
        Look("locks", () => KernelChecks.Locks(_root.Try(KernelProbe.CanLock))),
        Look("unix_sockets", () => KernelChecks.UnixSockets(_root.Try(KernelProbe.CanListen))),
        Look("rename_exchange", () => KernelChecks.RenameExchange(_root.Try(KernelProbe.CanExchange))),
    ];

    private async Task<DoctorCheck> HostAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            return HostChecks.Answered(await host.StatusAsync(cancellation).ConfigureAwait(false), TimeProvider.System.GetElapsedTime(began));
        }
        catch (AgentExecException refused)
        {
            return HostChecks.Refused(refused.Error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Fail("host", $"cannot be looked for: {error.Message}");
        }
    }

    // What cannot be looked at is no reason to say nothing of the rest.
    private static DoctorCheck Look(string name, Func<DoctorCheck> look)
    {
        try
        {
            return look();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return DoctorCheck.Warn(name, $"cannot be looked at: {error.Message}");
        }
    }

    private static string? HidePid(string mounts) => mounts.Split('\n')
        .Where(line => line.Contains(" /proc ", StringComparison.Ordinal))
        .SelectMany(line => line.Split(' ', ','))
        .LastOrDefault(option => option.StartsWith("hidepid=", StringComparison.Ordinal))?["hidepid=".Length..];

    private static string ReadOrEmpty(string path) => File.Exists(path) ? File.ReadAllText(path) : "";
}
