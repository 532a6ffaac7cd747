using AgentExec.Contracts.Responses;
using AgentExec.Posix;

namespace AgentExec.Client.Diagnosis;

/// <summary>The jobs root and what it lies on, as verdicts.</summary>
internal static class RootChecks
{
    private const ulong Mebibyte = 1024 * 1024, LittleSpace = 1024 * Mebibyte, NoSpace = 16 * Mebibyte, FewInodes = 10_000, NoInodes = 100;
    private const int LongestSocketPath = 107, IdLength = 26;

    private static readonly Dictionary<long, string> Known = new()
    {
        [0xEF53] = "ext4", [0x58465342] = "xfs", [0x9123683E] = "btrfs", [0x01021994] = "tmpfs", [0x794C7630] = "overlayfs", [0x2FC12FC1] = "zfs", [0xF2F52010] = "f2fs",
        [0x858458F6] = "ramfs", [0xCA451A4E] = "bcachefs",
    };

    private static readonly Dictionary<long, string> Remote = new()
    {
        [0x6969] = "nfs", [0x517B] = "smb", [0xFF534D42] = "cifs", [0xFE534D42] = "smb2", [0x01021997] = "9p", [0x00C36400] = "ceph", [0x5346414F] = "afs",
        [0x65735546] = "fuse", [0x7461636F] = "ocfs2", [0x01161970] = "gfs2", [0x0BD00BD0] = "lustre",
    };

    /// <param name="refusal">Why it cannot be used; null when it can, or does not exist.</param>
    /// <param name="exists">Whether it is there.</param>
    /// <param name="isWritable">Whether this user may write to it, or, when it is not there, to the nearest directory above it.</param>
    /// <param name="nearest">That directory.</param>
    public static DoctorCheck Root(string? refusal, bool exists, bool isWritable, string nearest) => (refusal, exists, isWritable) switch
    {
        ({ } why, _, _) => DoctorCheck.Fail("root", why),
        (_, true, true) => DoctorCheck.Ok("root", "exists, is this user's and can be written to"),
        (_, true, false) => DoctorCheck.Fail("root", "cannot be written to: jobs that are there can be looked at, none can be started", "choose another --root"),
        (_, false, true) => DoctorCheck.Ok("root", $"does not exist; it can be made in {nearest} by the first job"),
        _ => DoctorCheck.Fail("root", $"does not exist and cannot be made in {nearest}", "choose another --root"),
    };

    /// <param name="refusal">Why it cannot be used; null when it can, or does not exist.</param>
    /// <param name="exists">Whether it is there.</param>
    public static DoctorCheck HostDirectory(string? refusal, bool exists) => refusal is not null
        ? DoctorCheck.Fail("host_directory", refusal)
        : DoctorCheck.Ok("host_directory", exists ? "for this user's eyes only" : "does not exist; the first host makes it");

    public static DoctorCheck FreeSpace(FileSystemFacts facts)
    {
        var countsInodes = facts.Inodes > 0;
        var detail = $"{facts.FreeBytes / Mebibyte} MiB free, " + (countsInodes ? $"{facts.FreeInodes} files more" : "files are not counted");
        if (facts.FreeBytes < NoSpace || countsInodes && facts.FreeInodes < NoInodes)
            return DoctorCheck.Fail("free_space", $"{detail}: jobs cannot be recorded", "make room: 'agent-exec gc --older-than 1d'");
        return facts.FreeBytes < LittleSpace || countsInodes && facts.FreeInodes < FewInodes
            ? DoctorCheck.Warn("free_space", $"{detail}: output that does not fit is dropped and counted", "make room: 'agent-exec gc --older-than 1d'")
            : DoctorCheck.Ok("free_space", detail);
    }

    public static DoctorCheck FileSystem(FileSystemFacts facts)
    {
        var type = facts.Type;
        if (facts.IsReadOnly) return DoctorCheck.Fail("file_system", $"{NameOf(type)}, mounted read-only: no job can be started", "choose another --root");
        return Remote.TryGetValue(type, out var remote)
            ? DoctorCheck.Warn(
                "file_system", $"{remote}, perhaps over a network: locks and sockets may not hold there, and without them a dead host cannot be told from a living one",
                "choose a --root on a local file system")
            : DoctorCheck.Ok("file_system", NameOf(type));
    }

    /// <param name="wasTried">Whether there was a place to try it in.</param>
    /// <param name="failure">The system's reason why a file could not be made, written, synced and removed; null when it could.</param>
    public static DoctorCheck Write(bool wasTried, string? failure) => (wasTried, failure) switch
    {
        (false, _) => KernelChecks.NotTried("write"),
        (_, null) => DoctorCheck.Ok("write", "a file was made, written, synced and removed"),
        _ => DoctorCheck.Fail("write", $"{failure}: jobs cannot be recorded", "make room or repair the file system, or choose another --root"),
    };

    /// <param name="rootBytes">Length of the root's absolute path.</param>
    /// <param name="hasProc">Whether /proc is there, through which longer ones are reached.</param>
    public static DoctorCheck SocketPath(int rootBytes, bool hasProc)
    {
        var bytes = rootBytes + 1 + IdLength + 1 + Contracts.Jobs.JobFiles.KeeperSocket.Length;
        if (bytes <= LongestSocketPath) return DoctorCheck.Ok("socket_path", $"{bytes} of {LongestSocketPath} bytes");
        return hasProc
            ? DoctorCheck.Ok("socket_path", $"{bytes} bytes, more than the {LongestSocketPath} of a socket's address: reached through /proc/self/fd")
            : DoctorCheck.Warn("socket_path", $"{bytes} bytes, more than the {LongestSocketPath} of a socket's address, and no /proc to reach it through", "choose a shorter --root");
    }

    private static string NameOf(long type) => Known.GetValueOrDefault(type) ?? Remote.GetValueOrDefault(type) ?? $"type 0x{type:X}";
}
