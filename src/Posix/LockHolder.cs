using System.Globalization;
using System.Text;

namespace AgentExec.Posix;

/// <summary>
/// Finds which process has a lock file open. The kernel names no holder of an open-file-description lock (F_OFD_GETLK says −1), but every process
/// that we may look at shows its files in <c>/proc</c>.
/// </summary>
public static class LockHolder
{
    /// <summary>The oldest process of this name that has the file open.</summary>
    /// <param name="path">The lock file.</param>
    /// <param name="name">The holder's name as <c>/proc/PID/comm</c> has it: 15 bytes at most.</param>
    /// <returns>Null when there is none, or none that can be seen: one in another PID namespace, or of another user.</returns>
    public static ProcessIdentity? TryFind(string path, string name)
    {
        if (FileStamp.TryRead(path) is not { } wanted) return null;
        return ProcessStat.All()
            .Where(process => !process.HasEnded && SmallFile.TryRead($"/proc/{process.Pid}/comm")?.TrimEnd('\n') == name && HasOpen(process.Pid, wanted.Inode))
            .OrderBy(process => process.StartTicks)
            .Select(process => new ProcessIdentity(process.Pid, process.StartTicks, ProcessIdentity.CurrentBootId))
            .FirstOrDefault();
    }

    private static bool HasOpen(int pid, ulong inode)
    {
        try
        {
            using var directory = Files.OpenDirectory($"/proc/{pid}/fd");
            foreach (var entry in DirectoryListing.Read(directory))
                if (int.TryParse(Encoding.ASCII.GetString(entry.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var fd)
                    && FileStamp.TryRead($"/proc/{pid}/fd/{fd}") is { } file && file.Inode == inode)
                    return true;
        }
        catch (PosixException)
        {
            // It ended, or belongs to somebody else.
        }

        return false;
    }
}
